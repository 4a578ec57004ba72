/** Files and permissions as the API shows them, and what all methods take. */
import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { fileNotFound } from './error.ts';
import type { KeptFile, KeptPermission } from './keep.ts';
import type { Parts } from './method.ts';

export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
/** A workbook does not change so often between two starts. */
const START = 1_000_000_000;

/** Of the permission of the person at this machine, which nobody can take away. */
export const OWNER_ID = 'owner';
export const ownerResource = ({ owner }: Parts): object => ({
  kind: 'drive#permission',
  id: OWNER_ID,
  type: 'user',
  role: 'owner',
  emailAddress: owner,
});

export function permissionResource({ id, type, role, email, domain }: KeptPermission): object {
  return {
    kind: 'drive#permission',
    id,
    type,
    role,
    ...(email !== '' && { emailAddress: email, deleted: false, pendingOwner: false }),
    ...(domain !== '' && { domain }),
    ...((type === 'anyone' || type === 'domain') && { allowFileDiscovery: false }),
  };
}

export const flag = z.enum(['true', 'false']).optional();
/** Without shared drives it makes no difference. */
export const allDrives = { supportsAllDrives: flag, supportsTeamDrives: flag };
export const noBody = z.union([z.undefined(), z.strictObject({})]);

/** The file of an id that the address gives, with its workbook. */
export function fileAt(
  { keep, books }: Parts,
  id: string,
): { readonly file: KeptFile; readonly book: Workbook } {
  const file = keep.files.get(id);
  const book = file === undefined ? undefined : books(id);
  if (file === undefined || book === undefined) throw fileNotFound(id);
  return { file, book };
}

/** `drive#file`, all that is known of it. */
export function fileResource(parts: Parts, id: string): object {
  const { file, book } = fileAt(parts, id);
  return {
    kind: 'drive#file',
    id,
    name: book.title,
    mimeType: SPREADSHEET,
    trashed: file.trashed,
    version: String(parts.keep.starts * START + book.revision + file.changes),
    webViewLink: `${parts.url()}/p/${file.secret}`,
    createdTime: file.createdAt,
    appProperties: file.appProperties,
    ownedByMe: true,
    writersCanShare: false,
    shared: file.permissions.length > 0,
    permissions: file.permissions.map(permissionResource),
    permissionIds: file.permissions.map((permission) => permission.id),
    capabilities: { canEdit: true, canShare: true, canRename: true, canTrash: true },
  };
}
