import { z } from 'zod';
import type { Workbook } from '../../core/types.ts';
import { invalid, parse, unsupported, within } from '../error.ts';
import * as cells from './cells.ts';
import type { RequestKind } from './define.ts';
import * as dimensions from './dimensions.ts';
import * as merges from './merges.ts';
import * as metadata from './metadata.ts';
import * as order from './order.ts';
import * as protection from './protection.ts';
import * as sheets from './sheets.ts';

/** The requests that a batchUpdate may hold here, by the API's names. */
const KINDS: ReadonlyMap<string, RequestKind> = new Map(
  Object.entries({
    addSheet: sheets.addSheet,
    deleteSheet: sheets.deleteSheet,
    duplicateSheet: sheets.duplicateSheet,
    updateSheetProperties: sheets.updateSheetProperties,
    updateSpreadsheetProperties: sheets.updateSpreadsheetProperties,
    appendDimension: dimensions.appendDimension,
    insertDimension: dimensions.insertDimension,
    deleteDimension: dimensions.deleteDimension,
    moveDimension: dimensions.moveDimension,
    updateDimensionProperties: dimensions.updateDimensionProperties,
    autoResizeDimensions: dimensions.autoResizeDimensions,
    mergeCells: merges.mergeCells,
    unmergeCells: merges.unmergeCells,
    repeatCell: cells.repeatCell,
    updateCells: cells.updateCells,
    appendCells: cells.appendCells,
    setDataValidation: cells.setDataValidation,
    addProtectedRange: protection.addProtectedRange,
    updateProtectedRange: protection.updateProtectedRange,
    deleteProtectedRange: protection.deleteProtectedRange,
    setBasicFilter: order.setBasicFilter,
    clearBasicFilter: order.clearBasicFilter,
    sortRange: order.sortRange,
    createDeveloperMetadata: metadata.createDeveloperMetadata,
    updateDeveloperMetadata: metadata.updateDeveloperMetadata,
    deleteDeveloperMetadata: metadata.deleteDeveloperMetadata,
  }),
);

export const SUPPORTED_REQUESTS = [...KINDS.keys()];

const oneRequest = z.record(z.string(), z.unknown());

function run(workbook: Workbook, given: unknown, index: number): object {
  const place = `requests[${index}]`;
  const entries = Object.entries(parse(oneRequest, given, place));
  const [first] = entries;
  if (first === undefined) throw invalid(`Invalid ${place}: No request set.`);
  if (entries.length > 1) throw invalid(`Invalid ${place}: A request is of one kind.`);
  const [name, content] = first;
  const kind = KINDS.get(name);
  if (kind === undefined) throw unsupported(`The request "${name}" (${place})`);
  return within(`${place}.${name}`, () => kind.run(workbook, content, `${place}.${name}`));
}

/** All of them or none, in order; replies stand where their requests stood. */
export function runRequests(workbook: Workbook, requests: readonly unknown[]): object[] {
  if (requests.length === 0) throw invalid('Must specify at least one request.');
  return workbook.batch(() => requests.map((given, index) => run(workbook, given, index)));
}
