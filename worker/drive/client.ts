/** The port over googleapis. What changes something looks first, so that it may be done again after a lost answer. */
import { randomBytes, randomUUID } from 'node:crypto';
import { drive } from 'googleapis/build/src/apis/drive/index.js';
import { z } from 'zod';
import { type ClientOptions, callsOf, LONGEST_ANSWER_MS } from '../google/calls.ts';
import { authOf, isAgreed } from '../google/credential.ts';
import {
  FILE_FIELDS,
  fileAnswer,
  filesAnswer,
  NEW_SPREADSHEET,
  PERMISSION_FIELDS,
  permissionsAnswer,
  watchAnswer,
} from './answers.ts';
import type { Drive, Permission } from './port.ts';
import { driveProblemOf, isAddressRefused, isGone, isPermissionGone, isSharedUnmailed } from './problem.ts';

/** Of a service account, which sees nothing but what is shared with it. */
const SCOPES = ['https://www.googleapis.com/auth/drive'];
/** Google watches a file for a day at most; less by a minute, for clocks differ. */
const WATCH_MS = 24 * 60 * 60_000 - 60_000;
/** The app property by which a file whose creation was not answered is found. */
const MADE_AS = 'shipsheet';
const IN_ALL_DRIVES = { supportsAllDrives: true } as const;
const MOST_PERMISSIONS = 100;

const nothing = z.unknown();

/** What `work` gives, or nothing where it fails in a way that is as good. */
const unless =
  (fine: (thrown: unknown) => boolean, work: () => Promise<{ data: unknown }>) =>
  (): Promise<{ data: unknown }> =>
    work().catch((thrown: unknown) => {
      if (fine(thrown)) return { data: null };
      throw thrown;
    });

/** Opens a client for one credential. Nothing is called yet. */
export function openDrive(options: ClientOptions): Drive {
  const { credential, rootUrl, timeoutMs = LONGEST_ANSWER_MS } = options;
  const google = authOf(credential, SCOPES);
  const signedOut = isAgreed(credential) ? 'drive.consent-gone' : 'drive.signed-out';
  const client = drive({
    version: 'v3',
    ...(google !== undefined && { auth: google }),
    ...(rootUrl !== undefined && { rootUrl }),
    // It would send a POST again without looking first, or not at all.
    retry: false,
    timeout: timeoutMs,
  });
  const { once, again, reading } = callsOf(options, (thrown, now) => driveProblemOf(thrown, now, signedOut));

  const permissionsOf = async (fileId: string): Promise<Permission[]> => {
    const all: Permission[] = [];
    let pageToken: string | undefined;
    do {
      const page = await once(
        'read',
        () =>
          client.permissions.list({
            fileId,
            ...IN_ALL_DRIVES,
            fields: PERMISSION_FIELDS,
            pageSize: MOST_PERMISSIONS,
            ...(pageToken !== undefined && { pageToken }),
          }),
        permissionsAnswer,
      );
      all.push(...page.permissions);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return all;
  };
  const setRole = (fileId: string, permissionId: string, role: Permission['role']): Promise<unknown> =>
    once(
      'write',
      () =>
        client.permissions.update({
          fileId,
          permissionId,
          ...IN_ALL_DRIVES,
          fields: 'id',
          requestBody: { role },
        }),
      nothing,
    );
  const remove = (fileId: string, permissionId: string): Promise<unknown> =>
    once(
      'write',
      unless(isPermissionGone, () => client.permissions.delete({ fileId, permissionId, ...IN_ALL_DRIVES })),
      nothing,
    );

  return {
    async create(name) {
      // A second file would be left behind, empty, in somebody's Drive. Ids cannot be chosen for spreadsheets.
      const made = randomBytes(16).toString('base64url');
      const q = `appProperties has { key='${MADE_AS}' and value='${made}' } and trashed = false`;
      let asked = false;
      return again(async () => {
        const there = asked
          ? await once(
              'read',
              () => client.files.list({ q, fields: `files(${FILE_FIELDS})`, spaces: 'drive' }),
              filesAnswer,
            )
          : { files: [] };
        const [found] = there.files;
        if (found !== undefined) return found;
        asked = true;
        return once(
          'write',
          () =>
            client.files.create({
              ...IN_ALL_DRIVES,
              fields: FILE_FIELDS,
              requestBody: { ...NEW_SPREADSHEET, name, appProperties: { [MADE_AS]: made } },
            }),
          fileAnswer,
        );
      });
    },
    look: (fileId) =>
      reading(() => client.files.get({ fileId, ...IN_ALL_DRIVES, fields: FILE_FIELDS }), fileAnswer),
    permissions: (fileId) => again(() => permissionsOf(fileId)),
    async share(fileId, { email, role, message }) {
      await again(async () => {
        const same = (permission: Permission): boolean =>
          permission.email.toLowerCase() === email.trim().toLowerCase();
        const there = (await permissionsOf(fileId)).find(same);
        if (there?.role === role || there?.role === 'owner') return;
        if (there !== undefined) {
          await setRole(fileId, there.id, role);
          return;
        }
        await once(
          'write',
          unless(isSharedUnmailed, () =>
            client.permissions.create({
              fileId,
              ...IN_ALL_DRIVES,
              fields: 'id',
              sendNotificationEmail: true,
              ...(message !== '' && { emailMessage: message }),
              requestBody: { type: 'user', role, emailAddress: email.trim() },
            }),
          ),
          nothing,
        );
      });
    },
    async shareLink(fileId, role) {
      await again(async () => {
        const open = (await permissionsOf(fileId)).filter(
          ({ type }) => type === 'anyone' || (role === null && type === 'domain'),
        );
        if (role === null) {
          for (const { id } of open) await remove(fileId, id);
          return;
        }
        const [there] = open;
        if (there?.role === role) return;
        if (there !== undefined) {
          await setRole(fileId, there.id, role);
          return;
        }
        await once(
          'write',
          () =>
            client.permissions.create({
              fileId,
              ...IN_ALL_DRIVES,
              fields: 'id',
              requestBody: { type: 'anyone', role, allowFileDiscovery: false },
            }),
          nothing,
        );
      });
    },
    async unshare(fileId, permissionId) {
      await again(() => remove(fileId, permissionId));
    },
    async rename(fileId, name) {
      await again(() =>
        once(
          'write',
          () => client.files.update({ fileId, ...IN_ALL_DRIVES, fields: 'id', requestBody: { name } }),
          nothing,
        ),
      );
    },
    async watch(fileId, { address, token }) {
      if (rootUrl === undefined && !address.startsWith('https:')) return null;
      // After a lost answer a second channel may tell of the same changes until it expires: that does no harm.
      const watching = await again(() =>
        once(
          'write',
          unless(isAddressRefused, () =>
            client.files.watch({
              fileId,
              ...IN_ALL_DRIVES,
              requestBody: {
                id: randomUUID(),
                type: 'web_hook',
                address,
                token,
                expiration: String(Date.now() + WATCH_MS),
              },
            }),
          ),
          watchAnswer.nullable(),
        ),
      );
      if (watching === null) return null;
      const { id, resourceId, expiration } = watching;
      return { id, resourceId, expiresAt: new Date(Number(expiration)).toISOString() };
    },
    async unwatch({ id, resourceId }) {
      await again(() =>
        once(
          'write',
          unless(isGone, () => client.channels.stop({ requestBody: { id, resourceId } })),
          nothing,
        ),
      );
    },
  };
}
