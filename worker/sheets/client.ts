/** The port over googleapis: every answer parsed, our own patience, quota by a given function. */
import { auth, sheets } from 'googleapis/build/src/apis/sheets/index.js';
import pRetry from 'p-retry';
import { z } from 'zod';
import { columnMarks, notesAnswer, SHAPE_FIELDS, shapeAnswer, valuesAnswer } from './answers.ts';
import type { Block, Render, Sheets } from './port.ts';
import { isPassing, problemOf, SheetsProblem } from './problem.ts';

/** A service account's key, as in the JSON file that Google Cloud gives. */
export interface GoogleKey {
  readonly client_email: string;
  readonly private_key: string;
}

/** Takes one request from the quota of the credential; answers how long to wait first, 0 when it was taken. */
export type TakeQuota = (kind: 'read' | 'write') => Promise<{ readonly waitMs: number }>;

export interface Patience {
  readonly retries: number;
  readonly minTimeout: number;
  readonly maxTimeout: number;
  /** In all, in ms, pauses that Google asked for included. */
  readonly maxRetryTime: number;
}
/** Half a second at first, half a minute at last, four minutes in all. */
const PATIENCE: Patience = { retries: 12, minTimeout: 500, maxTimeout: 32_000, maxRetryTime: 240_000 };

export interface ClientOptions {
  /** `http://127.0.0.1:8080/` for the local workbook; absent for Google. */
  readonly rootUrl?: string;
  /** null: no sign-in, for the local workbook; `default`: as the machine is set up (workload identity, gcloud). */
  readonly credential: GoogleKey | 'default' | null;
  readonly take: TakeQuota;
  readonly patience?: Patience;
  /** An answer that takes longer is lost. Google itself gives up after 180 s. */
  readonly timeoutMs?: number;
}

const SCOPES = ['https://www.googleapis.com/auth/spreadsheets'];

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Longer than this for one request, and the projection had better stop and come back. */
const LONGEST_QUOTA_WAIT_MS = 120_000;

/** Opens a client for one credential. Nothing is called yet. */
export function openSheets(options: ClientOptions): Sheets {
  const { credential, take, patience = PATIENCE, rootUrl, timeoutMs = 190_000 } = options;
  const google =
    credential === null
      ? undefined
      : new auth.GoogleAuth({
          scopes: SCOPES,
          ...(credential !== 'default' && { credentials: credential }),
        });
  const client = sheets({
    version: 'v4',
    ...(google !== undefined && { auth: google }),
    ...(rootUrl !== undefined && { rootUrl }),
    // It would send a POST again without looking first, or not at all.
    retry: false,
    timeout: timeoutMs,
  });

  const make = (): Sheets => {
    let calls = 0;
    const once = async <T>(
      kind: 'read' | 'write',
      work: () => Promise<{ data: unknown }>,
      shape: z.ZodType<T>,
    ) => {
      const until = Date.now() + LONGEST_QUOTA_WAIT_MS;
      for (;;) {
        const { waitMs } = await take(kind);
        if (waitMs <= 0) break;
        if (Date.now() + waitMs > until) throw new SheetsProblem('sheet.quota', waitMs);
        await sleep(waitMs);
      }
      calls++;
      try {
        return shape.parse((await work()).data);
      } catch (thrown) {
        throw problemOf(thrown, Date.now());
      }
    };

    const again = <T>(work: () => Promise<T>): Promise<T> => {
      const until = Date.now() + patience.maxRetryTime;
      return pRetry(work, {
        ...patience,
        factor: 2,
        randomize: true,
        shouldRetry: isPassing,
        async onFailedAttempt(error) {
          if (!(error instanceof SheetsProblem) || error.retryAfterMs === 0) return;
          if (Date.now() + error.retryAfterMs > until) throw error;
          await sleep(error.retryAfterMs);
        },
      });
    };
    const reading = <T>(work: () => Promise<{ data: unknown }>, shape: z.ZodType<T>): Promise<T> =>
      again(() => once('read', work, shape));

    return {
      calls: () => calls,
      counted: make,
      again,
      async shape(spreadsheetId) {
        const read = await reading(
          () => client.spreadsheets.get({ spreadsheetId, fields: SHAPE_FIELDS }),
          shapeAnswer,
        );
        return {
          title: read.properties.title,
          marks: read.developerMetadata,
          sheets: read.sheets.map(({ properties, developerMetadata }) => ({
            sheetId: properties.sheetId,
            title: properties.title,
            rowCount: properties.gridProperties.rowCount,
            columnCount: properties.gridProperties.columnCount,
            marks: developerMetadata,
          })),
        };
      },
      async columnMarks(spreadsheetId, key) {
        const lookup = { metadataKey: key, locationType: 'COLUMN' };
        const read = await reading(
          () =>
            client.spreadsheets.developerMetadata.search({
              spreadsheetId,
              requestBody: { dataFilters: [{ developerMetadataLookup: lookup }] },
            }),
          columnMarks,
        );
        return read.matchedDeveloperMetadata.map(({ developerMetadata: { metadataValue, location } }) => ({
          sheetId: location.dimensionRange.sheetId,
          column: location.dimensionRange.startIndex,
          value: metadataValue,
        }));
      },
      async read(spreadsheetId, ranges: readonly string[], render: Render) {
        const read = await reading(
          () =>
            client.spreadsheets.values.batchGet({
              spreadsheetId,
              ranges: [...ranges],
              valueRenderOption: render,
              majorDimension: 'ROWS',
            }),
          valuesAnswer,
        );
        if (read.valueRanges.length !== ranges.length) throw new SheetsProblem('sheet.answer-unreadable');
        return read.valueRanges.map(({ values }) => values);
      },
      async notes(spreadsheetId, areas) {
        const filters = areas.map(({ sheetId, row, rows: height, column, columns }) => ({
          gridRange: {
            sheetId,
            startRowIndex: row,
            endRowIndex: row + height,
            startColumnIndex: column,
            endColumnIndex: column + columns,
          },
        }));
        const read = await reading(
          () =>
            client.spreadsheets.getByDataFilter({
              spreadsheetId,
              fields: 'sheets(properties.sheetId,data(startRow,startColumn,rowData.values.note))',
              requestBody: { dataFilters: filters, includeGridData: true },
            }),
          notesAnswer,
        );
        const found = new Map<
          string,
          readonly { readonly values: readonly { note?: string | undefined }[] }[]
        >();
        for (const { properties, data } of read.sheets)
          for (const { startRow, startColumn, rowData } of data)
            found.set(`${properties.sheetId}/${startRow}/${startColumn}`, rowData);
        return areas.map(({ sheetId, row, rows: height, column, columns }) => {
          const lines = found.get(`${sheetId}/${row}/${column}`) ?? [];
          return Array.from({ length: height }, (_, r) =>
            Array.from({ length: columns }, (__, c) => lines[r]?.values[c]?.note ?? ''),
          );
        });
      },
      async write(spreadsheetId, blocks: readonly Block[]) {
        const data = blocks.map(({ range, majorDimension, values }) => ({
          range,
          majorDimension,
          values: values.map((line) => [...line]),
        }));
        await once(
          'write',
          () =>
            client.spreadsheets.values.batchUpdate({
              spreadsheetId,
              fields: 'totalUpdatedCells',
              requestBody: { valueInputOption: 'RAW', data },
            }),
          z.unknown(),
        );
      },
      async change(spreadsheetId, requests) {
        await once(
          'write',
          () =>
            client.spreadsheets.batchUpdate({
              spreadsheetId,
              fields: 'spreadsheetId',
              requestBody: { requests: [...requests] },
            }),
          z.unknown(),
        );
      },
    };
  };
  return make();
}
