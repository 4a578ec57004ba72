/** Who may open which workbook of this machine besides its owner: what the local Drive keeps and the local page asks. */
import type { Permission, Role } from '../../drive/port.ts';

export interface Shared {
  /** In the address of the window that whoever has the link may open, `/p/<secret>`; a person's own is another. */
  readonly secret: string;
  readonly permissions: readonly Permission[];
}
export interface Opened {
  readonly workbookId: string;
  readonly role: Role;
  /** E-mail address of the one person whose link it is; "" where whoever has it may come. */
  readonly user: string;
}
export interface Sharing {
  /** Of a file that was made through Drive: it has no add-on bound to it, as on Google. null: an ordinary workbook. */
  of(workbookId: string): Shared | null;
  /** Which workbook it opens, for whom, and the most that they may do; null: nobody (any more) has it. */
  bySecret(secret: string): Opened | null;
  /** The secret of a person's link; null where there is no such permission. */
  secretOf(workbookId: string, permissionId: string): string | null;
  /** Told after each change of permissions of a workbook: windows that may look no more are closed. */
  onChange(listener: (workbookId: string) => void): () => void;
}
