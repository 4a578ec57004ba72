/** The spreadsheet of a channel's warehouse. */
import { partnerSheetPanel } from '../panels/partner-sheet.ts';
import { start } from '../start.ts';

start({ 'partner-sheet': partnerSheetPanel });
