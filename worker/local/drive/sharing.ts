/** Who may open which file of this machine: permissions, the secret of its window, and who is told of changes. */
import { createHash, randomBytes } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import { permissionNotFound } from './error.ts';
import type { Keep, KeptFile, KeptPermission } from './keep.ts';
import type { Sharing } from './port.ts';

const SECRET_BYTES = 32;
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const STRENGTH = { reader: 1, commenter: 2, writer: 3 } as const;
const stronger = (a: KeptPermission['role'], b: KeptPermission['role']): KeptPermission['role'] =>
  STRENGTH[a] >= STRENGTH[b] ? a : b;

/** As Google's: the same person has the same on all files. */
function idOf({ type, email, domain }: Omit<KeptPermission, 'id' | 'role'>): string {
  if (type === 'anyone') return 'anyoneWithLink';
  const digest = createHash('sha256').update(`${type}/${email.toLowerCase()}${domain.toLowerCase()}`);
  return digest.digest().readBigUInt64BE().toString().padStart(20, '0');
}

export interface FileShares {
  readonly sharing: Sharing;
  /** With what was there already the stronger role stays, as on Google. */
  add(id: string, permission: Omit<KeptPermission, 'id'>): Promise<KeptPermission>;
  setRole(id: string, permissionId: string, role: KeptPermission['role']): Promise<KeptPermission>;
  /** After the last one the old link is dead for good. */
  remove(id: string, permissionId: string): Promise<void>;
  /** Of other changes of a file: in the bin, or out of it. */
  changed(id: string): Promise<void>;
}

/** @param books The workbook of an id, while it is there */
export function fileShares(keep: Keep, books: (id: string) => Workbook | undefined): FileShares {
  const listeners = new Set<(workbookId: string) => void>();
  const fileOf = (id: string): KeptFile | undefined =>
    keep.files.has(id) && books(id) !== undefined ? keep.files.get(id) : undefined;

  const set = async (id: string, change: (file: KeptFile) => Partial<KeptFile>): Promise<void> => {
    const file = keep.files.get(id);
    if (file === undefined) return;
    keep.files.set(id, { ...file, ...change(file), changes: file.changes + 1 });
    // Told at once: who may look no more must not look until the disk is done.
    for (const tell of listeners) tell(id);
    await keep.save();
  };
  const permissionOf = (id: string, permissionId: string): KeptPermission => {
    const found = keep.files.get(id)?.permissions.find((one) => one.id === permissionId);
    if (found === undefined) throw permissionNotFound(permissionId);
    return found;
  };
  const put = async (id: string, next: KeptPermission): Promise<KeptPermission> => {
    await set(id, ({ permissions }) => ({
      permissions: permissions.some((one) => one.id === next.id)
        ? permissions.map((one) => (one.id === next.id ? next : one))
        : [...permissions, next],
    }));
    return next;
  };

  return {
    sharing: {
      of(workbookId) {
        const file = fileOf(workbookId);
        if (file === undefined) return null;
        const permissions = file.permissions.map(({ domain: _, ...permission }) => permission);
        return { secret: file.secret, permissions };
      },
      bySecret(secret) {
        for (const [workbookId, file] of keep.files) {
          if (file.secret !== secret || file.trashed || fileOf(workbookId) === undefined) continue;
          const [first, ...others] = file.permissions.map(({ role }) => role);
          if (first === undefined) return null;
          const role = others.reduce(stronger, first);
          return { workbookId, role: role === 'writer' ? 'writer' : 'reader' };
        }
        return null;
      },
      onChange(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
    async add(id, permission) {
      const next = { ...permission, id: idOf(permission) };
      const there = keep.files.get(id)?.permissions.find((one) => one.id === next.id);
      return put(id, there === undefined ? next : { ...there, role: stronger(there.role, next.role) });
    },
    setRole: async (id, permissionId, role) => put(id, { ...permissionOf(id, permissionId), role }),
    async remove(id, permissionId) {
      permissionOf(id, permissionId);
      await set(id, ({ permissions, secret }) => {
        const left = permissions.filter((one) => one.id !== permissionId);
        return { permissions: left, secret: left.length === 0 ? newSecret() : secret };
      });
    },
    changed: (id) => set(id, () => ({})),
  };
}
