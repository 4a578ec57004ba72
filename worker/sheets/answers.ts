/** What the Sheets API answers, as far as it is read. Zero, false and empty are left out of answers. */
import { z } from 'zod';
import type { Look, Value } from './port.ts';

/** By hand: an answer holds a million cells, and a schema for each would take longer than the answer itself. */
const isRows = (given: unknown): boolean =>
  Array.isArray(given) &&
  given.every(
    (line) =>
      Array.isArray(line) &&
      line.every((cell) => typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'),
  );
const rows = z.custom<Value[][]>(isRows).default([]);
export const valuesAnswer = z.object({ valueRanges: z.array(z.object({ values: rows })).default([]) });
const mark = z
  .object({
    metadataId: z.number().default(0),
    metadataKey: z.string().default(''),
    metadataValue: z.string().default(''),
  })
  .transform(({ metadataId, metadataKey, metadataValue }) => ({
    id: metadataId,
    key: metadataKey,
    value: metadataValue,
  }));
export const shapeAnswer = z.object({
  properties: z.object({ title: z.string().default('') }),
  developerMetadata: z.array(mark).default([]),
  sheets: z
    .array(
      z.object({
        properties: z.object({
          // Zero is left out of answers.
          sheetId: z.number().default(0),
          title: z.string(),
          gridProperties: z
            .object({ rowCount: z.number().default(0), columnCount: z.number().default(0) })
            .default({ rowCount: 0, columnCount: 0 }),
        }),
        developerMetadata: z.array(mark).default([]),
        merges: z
          .array(
            z.object({
              startRowIndex: z.number().default(0),
              endRowIndex: z.number().default(0),
              startColumnIndex: z.number().default(0),
              endColumnIndex: z.number().default(0),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
export const SHAPE_FIELDS =
  'properties.title,developerMetadata(metadataId,metadataKey,metadataValue),' +
  'sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata(metadataId,metadataKey,metadataValue),' +
  'merges(startRowIndex,endRowIndex,startColumnIndex,endColumnIndex))';

export const columnMarks = z.object({
  matchedDeveloperMetadata: z
    .array(
      z.object({
        developerMetadata: z.object({
          metadataValue: z.string().default(''),
          location: z.object({
            dimensionRange: z.object({ sheetId: z.number().default(0), startIndex: z.number().default(0) }),
          }),
        }),
      }),
    )
    .default([]),
});
export const lineMarks = z.object({
  matchedDeveloperMetadata: z
    .array(
      z.object({
        developerMetadata: z.object({
          metadataId: z.number().default(0),
          metadataValue: z.string().default(''),
          location: z.object({
            dimensionRange: z
              .object({
                sheetId: z.number().default(0),
                dimension: z.enum(['ROWS', 'COLUMNS']),
                startIndex: z.number().default(0),
              })
              .optional(),
          }),
        }),
      }),
    )
    .default([]),
});
const share = z.number().default(0);
const rgb = z.object({ red: share, green: share, blue: share }).transform(({ red, green, blue }) => {
  const byte = (part: number): string =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${byte(red)}${byte(green)}${byte(blue)}`;
});
const textFormat = z.object({
  strikethrough: z.boolean().default(false),
  foregroundColorStyle: z.object({ rgbColor: rgb.optional() }).optional(),
});
const look = z
  .object({
    note: z.string().default(''),
    formattedValue: z.string().default(''),
    userEnteredFormat: z.object({ textFormat: textFormat.optional() }).optional(),
  })
  .transform(
    ({ note, formattedValue, userEnteredFormat }): Look => ({
      note,
      shown: formattedValue,
      struck: userEnteredFormat?.textFormat?.strikethrough ?? false,
      color: userEnteredFormat?.textFormat?.foregroundColorStyle?.rgbColor ?? '',
    }),
  );
export const looksAnswer = z.object({
  sheets: z
    .array(
      z.object({
        properties: z.object({ sheetId: z.number().default(0) }),
        data: z
          .array(
            z.object({
              startRow: z.number().default(0),
              startColumn: z.number().default(0),
              rowData: z
                .array(z.object({ values: z.array(look).default([]) }).transform(({ values }) => values))
                .default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
