import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { createGzip, gunzipSync } from 'node:zlib';
import { internColumn, type Sheet, type State } from '../core/state.ts';
import { damaged } from './error.ts';
import { readIfThere, writeAtomic } from './files.ts';
import { column as columnSchema, head as headSchema, type Manifest, manifest } from './schema.ts';

export const MANIFEST = 'workbook.json';

export function sheetFile(id: number, revision: number): string {
  return `sheet-${id}-${revision}.json.gz`;
}

/** A line for the sheet, then one for each column, so that a large sheet never blocks the program for long. */
async function* lines(sheet: Sheet): AsyncGenerator<string> {
  const { columns, ...head } = sheet;
  yield `${JSON.stringify(head)}\n`;
  for (const column of columns) {
    await setImmediate();
    yield `${JSON.stringify(column)}\n`;
  }
}

export async function writeSheet(path: string, sheet: Sheet, wanted: () => boolean): Promise<void> {
  await writeAtomic(
    path,
    async (file) => {
      await pipeline(lines(sheet), createGzip({ level: 1 }), async (packed) => {
        for await (const chunk of packed) await file.appendFile(chunk);
      });
    },
    wanted,
  );
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, 'it is not JSON.', error);
  }
}

function readSheet(path: string): Sheet {
  const packed = readIfThere(path);
  if (packed === undefined) throw damaged(path, 'it is missing.');
  let bytes: Buffer;
  try {
    bytes = gunzipSync(packed);
  } catch (error) {
    throw damaged(path, 'it is cut off or changed (its checksum is wrong).', error);
  }
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw damaged(path, 'its last line is cut off.');
    texts.push(bytes.toString('utf8', at, end));
    at = end + 1;
  }
  const [first = '', ...rest] = texts;
  const head = headSchema.safeParse(parse(path, first));
  if (!head.success) throw damaged(path, 'its first line is not a sheet.', head.error);
  const columns = rest.map((text) => {
    const column = columnSchema.safeParse(parse(path, text));
    if (!column.success) throw damaged(path, 'a line is not a column.', column.error);
    return internColumn(column.data);
  });
  return { ...head.data, columns };
}

/** undefined: no manifest there. */
export function readManifest(folder: string, id: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  const bytes = readIfThere(path);
  if (bytes === undefined) return undefined;
  const read = manifest.safeParse(parse(path, bytes.toString('utf8')));
  if (!read.success) throw damaged(path, 'it does not say what a workbook needs.', read.error);
  if (read.data.id !== id) throw damaged(path, `it is of the workbook ${read.data.id}, not ${id}.`);
  return read.data;
}

export async function writeManifest(folder: string, content: Manifest, wanted: () => boolean): Promise<void> {
  const write = async (file: { writeFile(text: string): Promise<void> }) =>
    file.writeFile(`${JSON.stringify(content, null, 1)}\n`);
  await writeAtomic(join(folder, MANIFEST), write, wanted);
}

export function readState(folder: string, content: Manifest): State {
  const sheets = content.sheets.map(({ id, file }) => {
    const sheet = readSheet(join(folder, file));
    if (sheet.id !== id) throw damaged(join(folder, file), `it holds the sheet ${sheet.id}, not ${id}.`);
    return sheet;
  });
  return { ...content.state, sheets };
}
