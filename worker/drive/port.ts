/** Google Drive as partner sheets use it; the local workbook speaks the same. All throw SheetsProblem (`drive.*`). */

export const ROLES = ['reader', 'writer'] as const;
export type Role = (typeof ROLES)[number];

export interface Permission {
  readonly id: string;
  /** anyone: whoever has the link. domain: a whole organisation. */
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  readonly role: Role | 'commenter' | 'owner';
  /** "" for anyone and domain. */
  readonly email: string;
}
export interface DriveFile {
  readonly id: string;
  readonly name: string;
  /** Where a person opens it. */
  readonly link: string;
  readonly trashed: boolean;
  /** Grows with each change of the file: equal means that nothing was typed. */
  readonly version: string;
  /** Whether who we are may share it, and whether we may write. */
  readonly canShare: boolean;
  readonly canEdit: boolean;
  readonly isSpreadsheet: boolean;
}
/** A promise of Drive to tell when a file changes. */
export interface Watch {
  readonly id: string;
  readonly resourceId: string;
  /** ISO. */
  readonly expiresAt: string;
}

export interface Drive {
  /** A blank spreadsheet that belongs to who we are. Service accounts can own none: `drive.no-owner`. */
  create(name: string): Promise<DriveFile>;
  /** `drive.not-found` where it is gone, or not shared with us. */
  look(fileId: string): Promise<DriveFile>;
  permissions(fileId: string): Promise<Permission[]>;
  /**
   * Shares with a person; again with another role changes it. Google mails them with `message`. Refusals of an
   * organisation are `drive.sharing-blocked`, of a file whose owner lets nobody share `drive.not-allowed`.
   */
  share(
    fileId: string,
    who: { readonly email: string; readonly role: Role; readonly message: string },
  ): Promise<void>;
  /** Whoever has the link; null: nobody but those that are named. */
  shareLink(fileId: string, role: Role | null): Promise<void>;
  /** Nobody of that id is there: done already. */
  unshare(fileId: string, permissionId: string): Promise<void>;
  rename(fileId: string, name: string): Promise<void>;
  /** Tells `address` of each change, with `token` in X-Goog-Channel-Token. null: it cannot here (no https address). */
  watch(fileId: string, to: { readonly address: string; readonly token: string }): Promise<Watch | null>;
  unwatch(watch: Watch): Promise<void>;
}

/** One Google identity's way to files. */
export interface FileAccess {
  readonly sheets: import('../sheets/port.ts').Sheets;
  readonly drive: Drive;
}
export interface Consent {
  /** The address at which a person lets the worker make files in an account of theirs; good for ten minutes. */
  start(campaignId: string, who: string): Promise<{ readonly url: string }>;
  /**
   * Whose campaign a return of Google's is for, before anything is kept: whoever began it may have sent the address to
   * somebody else. null: there is nothing to allow, and `finish` says why.
   */
  asks(
    query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly campaign: string; readonly who: string } | null>;
  /** What Google sent back. Answers what the person is to read. */
  finish(
    query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly ok: boolean; readonly message: string }>;
  /** Forgets the account of a campaign, and tells Google so. false: sheets in use are in it, and nothing was done. */
  revoke(campaignId: string): Promise<boolean>;
}
/** The files of partners, whoever they belong to. */
export interface Files {
  /** The worker's own account, or this machine. */
  readonly worker: FileAccess;
  /** "" on this machine. */
  readonly workerAccount: string;
  /** The account that has agreed for a campaign (scope drive.file); null for none. */
  account(campaignId: string): Promise<(FileAccess & { readonly email: string }) | null>;
  /** null where the operator has set up no OAuth client. */
  readonly consent: Consent | null;
  /** On this machine a link knows nobody's name, so each person has one of their own; "" for one who is not there. */
  readonly personLink?: (fileId: string, permissionId: string) => string;
  /** In which ways a file can be made. */
  readonly ways: readonly ('local' | 'google' | 'address')[];
}
