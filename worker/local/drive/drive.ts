/** Drive on this machine: files for partners beside the workbooks of campaigns, and who may open them. */
import type { RequestHandler } from 'express';
import type { Workbook } from '../core/types.ts';
import { openKeep } from './keep.ts';
import type { Sharing } from './port.ts';
import { driveApi } from './router.ts';
import { fileShares } from './sharing.ts';
import { createWatches } from './watches.ts';

export interface LocalDriveParts {
  /** The data folder, which is ours while it is open. */
  readonly folder: string;
  readonly books: (id: string) => Workbook | undefined;
  /** A blank workbook of that id. */
  readonly create: (title: string, id: string) => Workbook;
  /** Of the program, without a slash at the end; known once it listens. */
  readonly url: () => string;
  /** E-mail address of the person at this machine. */
  readonly owner: string;
  readonly onError: (error: unknown) => void;
  /** Changes of so long are told together; a second. */
  readonly gatherMs?: number;
}
export interface LocalDrive {
  /** Serves `/drive/v3`. */
  readonly router: RequestHandler;
  readonly sharing: Sharing;
  /** The address by which a person opens a file; "" for one who may not. */
  personLink(fileId: string, permissionId: string): string;
  /** Goes on telling of changes where it was asked to before the last stop. */
  begin(): void;
  close(): void;
}

const GATHER_MS = 1000;

/** Throws a StoreError where its file is damaged. */
export function openLocalDrive(parts: LocalDriveParts): LocalDrive {
  const { folder, books, create, url, owner, onError, gatherMs = GATHER_MS } = parts;
  const keep = openKeep(folder);
  const shares = fileShares(keep, books);
  const watches = createWatches({ keep, books, url, gatherMs, onError });
  return {
    router: driveApi({ keep, shares, watches, books, create, url, owner }, onError),
    sharing: shares.sharing,
    personLink(fileId, permissionId) {
      const secret = shares.sharing.secretOf(fileId, permissionId);
      return secret === null ? '' : `${url()}/p/${secret}`;
    },
    begin() {
      // Written when there is something to tell apart from before.
      if (keep.files.size > 0) keep.save().catch(onError);
      watches.begin();
    },
    close: () => watches.close(),
  };
}
