/** Takes the text files out of a zip archive. */
import { sniff } from './sniff.ts';
import { type FileRefusal, refuse } from './table.ts';

/** What an archive says of one of its files. */
interface ZipEntry {
  readonly name: string;
  readonly originalSize: number;
}

/** `unzipSync` of fflate; handed in by the program that opens files, as `WorkbookReader` is. */
export type Unzip = (
  bytes: Uint8Array,
  options: { filter: (entry: ZipEntry) => boolean },
) => Record<string, Uint8Array>;

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Archive {
  readonly ok: true;
  /** Its CSV, TSV and TXT files by name, without folders. */
  readonly files: readonly NamedBytes[];
}

/** The largest report so far, of 219,382 backers, is some 120 MB. */
const MOST_BYTES = 300 * 1024 * 1024;

const TEXT = /\.(csv|tsv|txt)$/i;
/** Folders, hidden files, and what macOS puts beside each file. */
const NOISE = /(^|\/)(__MACOSX\/|\.)|\/$/;

/** True for an archive that holds a workbook: XLSX is a zip too. */
export function isWorkbook(bytes: Uint8Array, unzip: Unzip): boolean {
  let workbook = false;
  try {
    unzip(bytes, {
      filter: ({ name }) => {
        workbook ||= name === '[Content_Types].xml' || name.startsWith('xl/');
        return false;
      },
    });
  } catch {
    // What is damaged is told by whoever reads it.
    return true;
  }
  return workbook;
}

/**
 * The text files of an archive. Refuses one that is damaged or locked (`file.not-zip`), holds no text file
 * (`file.no-csv`), or whose text files come to more than 300 MB (`file.too-large`); nothing is unpacked
 * before that is known.
 */
export function readArchive(bytes: Uint8Array, unzip: Unzip): Archive | FileRefusal {
  // Bit 0 of the first file's flags: its content is encrypted.
  if (((bytes[6] ?? 0) & 1) === 1) return refuse('file.not-zip', 'locked');
  const wanted = new Set<string>();
  const others: string[] = [];
  let size = 0;
  try {
    unzip(bytes, {
      filter: ({ name, originalSize }) => {
        if (NOISE.test(name)) return false;
        if (TEXT.test(name)) {
          wanted.add(name);
          size += originalSize;
        } else others.push(name);
        return false;
      },
    });
    if (size > MOST_BYTES) return refuse('file.too-large', `${Math.ceil(size / 1024 / 1024)} MB`);
    if (wanted.size === 0) return refuse('file.no-csv', others.slice(0, 5).join(', '));
    const unpacked = unzip(bytes, { filter: ({ name }) => wanted.has(name) });
    const files = Object.entries(unpacked)
      .filter(([, content]) => content.length > 0 && sniff(content) === 'text')
      .map(([path, content]) => ({ name: path.slice(path.lastIndexOf('/') + 1), bytes: content }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return files.length === 0 ? refuse('file.empty') : { ok: true, files };
  } catch {
    return refuse('file.not-zip', 'damaged');
  }
}
