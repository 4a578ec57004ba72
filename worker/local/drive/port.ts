/** Who may open which workbook of this machine besides its owner: what the local Drive keeps and the local page asks. */
import type { Permission, Role } from '../../drive/port.ts';

export interface Shared {
  /** In the address of the partner's window, `/p/<secret>`. */
  readonly secret: string;
  readonly permissions: readonly Permission[];
}
export interface Sharing {
  /** Of a file that was made through Drive: it has no add-on bound to it, as on Google. null: an ordinary workbook. */
  of(workbookId: string): Shared | null;
  /** Whose window it is, and the most that its people may do; null: nobody (any more) has it. */
  bySecret(secret: string): { readonly workbookId: string; readonly role: Role } | null;
  /** Told after each change of permissions of a workbook: windows that may look no more are closed. */
  onChange(listener: (workbookId: string) => void): () => void;
}
