/** Who may open which file of this machine: permissions, the secret of its window, and who is told of changes. */
import { createHash, randomBytes } from 'node:crypto';
import type { Workbook } from '../core/types.ts';
import { permissionNotFound } from './error.ts';
import type { Keep, KeptFile, KeptPermission } from './keep.ts';
import type { Opened, Sharing } from './port.ts';

const SECRET_BYTES = 32;
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const STRENGTH = { reader: 1, commenter: 2, writer: 3 } as const;
const stronger = (a: KeptPermission['role'], b: KeptPermission['role']): KeptPermission['role'] =>
  STRENGTH[a] >= STRENGTH[b] ? a : b;

/** As Google's: the same person has the same on all files. */
function idOf({ type, email, domain }: Pick<KeptPermission, 'type' | 'email' | 'domain'>): string {
  if (type === 'anyone') return 'anyoneWithLink';
  const digest = createHash('sha256').update(`${type}/${email.toLowerCase()}${domain.toLowerCase()}`);
  return digest.digest().readBigUInt64BE().toString().padStart(20, '0');
}

function openedBy(workbookId: string, those: readonly KeptPermission[]): Opened {
  const role = those.map((one) => one.role).reduce(stronger);
  const [one] = those;
  const user = those.length === 1 && one?.type === 'user' ? one.email : '';
  return { workbookId, role: role === 'writer' ? 'writer' : 'reader', user };
}

export interface FileShares {
  readonly sharing: Sharing;
  /** With what was there already the stronger role stays, as on Google. */
  add(id: string, permission: Omit<KeptPermission, 'id' | 'secret'>): Promise<KeptPermission>;
  setRole(id: string, permissionId: string, role: KeptPermission['role']): Promise<KeptPermission>;
  /** Whoever it was: the link by which they came is dead for good. */
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
        const permissions = file.permissions.map(({ id, type, role, email }) => ({ id, type, role, email }));
        return { secret: file.secret, permissions };
      },
      bySecret(secret) {
        for (const [workbookId, file] of keep.files) {
          const those = file.permissions.filter((one) => (one.secret ?? file.secret) === secret);
          if (those.length > 0 && !file.trashed && fileOf(workbookId) !== undefined)
            return openedBy(workbookId, those);
        }
        return null;
      },
      secretOf(workbookId, permissionId) {
        const file = fileOf(workbookId);
        const found = file?.permissions.find(({ id }) => id === permissionId);
        return found === undefined ? null : (found.secret ?? file?.secret ?? null);
      },
      onChange(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    },
    async add(id, permission) {
      // A link of one's own goes with its person. A group is several people: they have the file's.
      const own = permission.type === 'user' ? { secret: newSecret() } : {};
      const next = { ...permission, id: idOf(permission), ...own };
      const there = keep.files.get(id)?.permissions.find((one) => one.id === next.id);
      return put(id, there === undefined ? next : { ...there, role: stronger(there.role, next.role) });
    },
    setRole: async (id, permissionId, role) => put(id, { ...permissionOf(id, permissionId), role }),
    async remove(id, permissionId) {
      const gone = permissionOf(id, permissionId);
      await set(id, ({ permissions, secret }) => ({
        permissions: permissions.filter((one) => one.id !== permissionId),
        secret: gone.secret === undefined ? newSecret() : secret,
      }));
    },
    changed: (id) => set(id, () => ({})),
  };
}
