/** What the local Drive knows beside the workbooks, in a file of the data folder that no script can read. */
import { join } from 'node:path';
import { z } from 'zod';
import { damaged } from '../store/error.ts';
import { readIfThere, writeAtomic } from '../store/files.ts';

const permission = z.strictObject({
  id: z.string(),
  type: z.enum(['user', 'group', 'domain', 'anyone']),
  role: z.enum(['reader', 'commenter', 'writer']),
  /** "" for anyone and domain. */
  email: z.string(),
  /** "" but for domain. */
  domain: z.string(),
  /** Of a person's own link; absent: the file's link is theirs, as of whom was there before people had their own. */
  secret: z.string().min(40).optional(),
});
export type KeptPermission = z.infer<typeof permission>;

const file = z.strictObject({
  secret: z.string().min(40),
  permissions: z.array(permission),
  appProperties: z.record(z.string(), z.string()),
  trashed: z.boolean(),
  /** Of all this, for `version`. */
  changes: z.number().int(),
  /** ISO. */
  createdAt: z.string(),
});
export type KeptFile = z.infer<typeof file>;

const watch = z.strictObject({
  id: z.string(),
  resourceId: z.string(),
  fileId: z.string(),
  /** Without the origin when it is this program's own: another start may have another port. */
  address: z.string(),
  token: z.string(),
  /** In ms. */
  expiresAt: z.number(),
});
export type KeptWatch = z.infer<typeof watch>;

const kept = z.strictObject({
  format: z.literal(1),
  /** A kill may lose the last changes of a workbook: after it no version is given a second time. */
  starts: z.number().int(),
  /** By the workbook's id. */
  files: z.record(z.string(), file),
  watches: z.array(watch),
});

export interface Keep {
  readonly starts: number;
  readonly files: Map<string, KeptFile>;
  readonly watches: Map<string, KeptWatch>;
  /** Resolves when all that is there now is on the disk. */
  save(): Promise<void>;
}

const FILE = 'drive.json';

/** Reads the folder's file. Throws a StoreError when it is damaged. */
export function openKeep(folder: string): Keep {
  const path = join(folder, FILE);
  const bytes = readIfThere(path);
  let before: z.infer<typeof kept> = { format: 1, starts: 0, files: {}, watches: [] };
  if (bytes !== undefined) {
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      throw damaged(path, 'it is not JSON.', error);
    }
    const read = kept.safeParse(json);
    if (!read.success) throw damaged(path, 'it does not say who may open which file.', read.error);
    before = read.data;
  }
  const starts = before.starts + 1;
  const files = new Map(Object.entries(before.files));
  const watches = new Map(before.watches.map((one) => [one.id, one]));
  let writing = Promise.resolve();
  const write = (): Promise<void> => {
    const now: z.infer<typeof kept> = {
      format: 1,
      starts,
      files: Object.fromEntries(files),
      watches: [...watches.values()],
    };
    return writeAtomic(path, async (handle) => {
      // The secrets open windows: for this user alone.
      await handle.chmod(0o600);
      await handle.writeFile(`${JSON.stringify(now, null, 1)}\n`);
    });
  };
  return {
    starts,
    files,
    watches,
    save() {
      const done = writing.then(write);
      writing = done.catch(() => {});
      return done;
    },
  };
}
