/** What the Drive API answers, as far as it is read, in the port's words. */
import { z } from 'zod';
import type { DriveFile, Permission } from './port.ts';

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
/**
 * What a blank spreadsheet is made of. A partner who may edit it could otherwise share it on, open it to everyone with the
 * link, or publish it, which no list of permissions tells: support.google.com/drive/answer/114818.
 */
export const NEW_SPREADSHEET = { mimeType: SPREADSHEET, writersCanShare: false } as const;

export const FILE_FIELDS = 'id,name,webViewLink,trashed,version,mimeType,capabilities(canShare,canEdit)';
export const fileAnswer: z.ZodType<DriveFile> = z
  .object({
    id: z.string().min(1),
    name: z.string(),
    webViewLink: z.string().default(''),
    trashed: z.boolean().default(false),
    version: z.string(),
    mimeType: z.string(),
    capabilities: z
      .object({ canShare: z.boolean().default(false), canEdit: z.boolean().default(false) })
      .default({ canShare: false, canEdit: false }),
  })
  .transform(({ webViewLink, mimeType, capabilities, ...file }) => ({
    ...file,
    ...capabilities,
    link: webViewLink,
    isSpreadsheet: mimeType === SPREADSHEET,
  }));
export const filesAnswer = z.object({ files: z.array(fileAnswer).default([]) });

/** Of shared drives: who may do more than write. */
const MANAGERS = ['organizer', 'fileOrganizer'] as const;
const role = z
  .enum(['reader', 'writer', 'commenter', 'owner', ...MANAGERS])
  .transform((given): Permission['role'] =>
    given === 'organizer' || given === 'fileOrganizer' ? 'writer' : given,
  );
export const PERMISSION_FIELDS = 'nextPageToken,permissions(id,type,role,emailAddress)';
export const permissionsAnswer = z.object({
  nextPageToken: z.string().optional(),
  permissions: z
    .array(
      z
        .object({
          id: z.string().min(1),
          type: z.enum(['user', 'group', 'domain', 'anyone']),
          role,
          emailAddress: z.string().default(''),
        })
        .transform(({ emailAddress, ...permission }) => ({ ...permission, email: emailAddress })),
    )
    .default([]),
});

export const watchAnswer = z.object({
  id: z.string(),
  resourceId: z.string(),
  /** Unix time in ms, as a text. */
  expiration: z.string().regex(/^\d{1,15}$/),
});
