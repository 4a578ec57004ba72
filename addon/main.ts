/**
 * The entry points of the add-on: what Apps Script calls by name. The build makes a real top-level function of each
 * export; `serve` is the only one that the panels call.
 */
import { actionInfo } from '../shared/actions/info.ts';
import type { Answer, PanelName } from './api.ts';
import { openBook } from './book/open-book.ts';
import { findSheet } from './book/sheets.ts';
import { addMenu } from './server/menu.ts';
import { handleEdit } from './server/on-edit.ts';
import { openPanel } from './server/panel.ts';
import { serveRequest } from './server/serve.ts';

export function onOpen(): void {
  addMenu(SpreadsheetApp.getUi());
}

export function onInstall(): void {
  onOpen();
}

export function onEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  handleEdit(event, () => openBook(SpreadsheetApp));
}

/** Answers the panels: `{ fn, args }` to `{ ok, value }` or `{ ok, problem }`. */
export function serve(request: unknown): Answer<unknown> {
  return serveRequest(request);
}

const action = (name: string) => (): void =>
  openPanel({ panel: 'action', action: name }, actionInfo(name).label);
const panel = (name: PanelName, title: string) => (): void => openPanel({ panel: name }, title);

export const menuImportOrders = panel('import-orders', 'Import Orders');
export const menuLockDown = action('lock-down');
export const menuRecordPayments = panel('record-payments', 'Record Payments');
export const menuFinalizeAddresses = action('finalize-addresses');
export const menuPushToChannel = action('push-to-channel');
export const menuImportTracking = panel('import-tracking', 'Import Tracking');
export const menuSyncNow = panel('sync-now', 'Sync Now');
export const menuGuide = panel('guide', 'What to Do Next');
export const menuFindOrder = panel('order', 'Find Order');
export const menuUndoLastRun = action('undo');
export const menuHold = action('hold');
export const menuRelease = action('release');
export const menuCheckAddresses = panel('addresses', 'Check Addresses');
export const menuReopenAddress = action('reopen-address');
export const menuUnlock = action('unlock');
export const menuCancel = action('cancel');
export const menuRecall = action('recall');
export const menuSendChanges = action('send-changes');
export const menuAddItem = action('add-item');
export const menuSubstituteItem = action('substitute-item');
export const menuMarkShipped = action('mark-shipped');
export const menuForceMarkShipped = action('force-mark-shipped');
export const menuRecordReturn = action('record-return');
export const menuAddNote = action('add-note');
export const menuSendReplacement = action('send-replacement');
export const menuRewards = panel('rewards', 'Rewards');
export const menuChannels = panel('channels', 'Channels');
export const menuPartnerSheets = panel('partner-sheet', 'Partner Sheets');
export const menuConnections = panel('connections', 'Connections');
export const menuExportPresets = panel('exports', 'Export Presets');
export const menuProducts = panel('products', 'Products');
export const menuSegments = panel('segments', 'Segments');
export const menuSettings = panel('settings', 'Settings');
export const menuRepairSheets = action('repair');
export const menuCheckThisSpreadsheet = panel('check', 'Check This Spreadsheet');

/** Activity is a tab: bring it to the front. */
export function menuActivity(): void {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = findSheet(spreadsheet, 'Activity');
  if (sheet === null) SpreadsheetApp.getUi().alert('There is no activity yet. Start with Import Orders.');
  else spreadsheet.setActiveSheet(sheet);
}
