import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Drive } from '../../../worker/drive/port.ts';
import { DRIVE_PROBLEMS, type DriveCode } from '../../../worker/drive/words.ts';
import { isPassing, SHEETS_PROBLEMS, SheetsProblem } from '../../../worker/sheets/problem.ts';
import { type DriveHarness, type Fault, startDrive } from '../local/drive/harness.ts';

let google: DriveHarness;
let drive: Drive;
let id: string;
beforeAll(async () => {
  google = await startDrive();
});
afterAll(async () => {
  expect(google.faults).toEqual([]);
  await google.close();
});
beforeEach(async () => {
  google.door = () => undefined;
  drive = google.client();
  ({ id } = await drive.create('Berlin warehouse'));
  google.log.length = 0;
});

const ana = { email: 'ana@example.com', role: 'writer', message: 'Please pack.' } as const;
const people = async () =>
  (await drive.permissions(id)).flatMap(({ type, role, email }) =>
    role === 'owner' ? [] : [`${type} ${email} ${role}`],
  );
const problem = async (work: Promise<unknown>): Promise<SheetsProblem> => {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof SheetsProblem)) throw new Error(`Expected a problem, and not ${String(thrown)}`);
  return thrown;
};
/** An error body as Google sends it. */
const refusal = (status: number, reason: string, message = 'Said by Google.', location = ''): Fault => ({
  status,
  body: {
    error: {
      code: status,
      message,
      errors: [
        { message, domain: 'global', reason, ...(location && { location, locationType: 'parameter' }) },
      ],
    },
  },
});

describe('a file', () => {
  it('is made blank, looked at, and renamed', async () => {
    const made = await drive.look(id);
    expect(made).toMatchObject({
      id,
      name: 'Berlin warehouse',
      trashed: false,
      canShare: true,
      canEdit: true,
      isSpreadsheet: true,
    });
    expect(made.link).toMatch(/\/p\/[\w-]{43}$/);
    await drive.rename(id, 'Berlin, 2026');
    const renamed = await drive.look(id);
    expect(renamed.name).toBe('Berlin, 2026');
    expect(Number(renamed.version)).toBeGreaterThan(Number(made.version));
  });

  it('is shared on, opened to everyone or published by nobody but its owner', async () => {
    const { id: made } = await drive.create('Hamburg warehouse');
    const body: unknown = JSON.parse(google.log.find(({ method }) => method === 'POST')?.body ?? '');
    expect(body).toMatchObject({ name: 'Hamburg warehouse', writersCanShare: false });
    const seen = await google.call('GET', `/files/${made}?fields=writersCanShare`);
    expect(seen).toEqual({ status: 200, body: { writersCanShare: false } });
  });

  it('that Drive shows and is no spreadsheet is told apart', async () => {
    google.door = () => ({
      status: 200,
      body: { id: 'x', name: 'list.xlsx', version: '7', mimeType: 'application/vnd.ms-excel' },
    });
    expect(await drive.look('x')).toMatchObject({ isSpreadsheet: false, canShare: false, canEdit: false });
  });
});

describe('sharing', () => {
  it('with a person again does nothing, and with another role changes it', async () => {
    await drive.share(id, ana);
    const [, sent] = google.log;
    expect(sent?.query.get('sendNotificationEmail')).toBe('true');
    expect(sent?.query.get('emailMessage')).toBe('Please pack.');
    google.log.length = 0;
    await drive.share(id, { ...ana, email: 'Ana@Example.com ' });
    expect(google.log.map(({ method }) => method)).toEqual(['GET']);
    await drive.share(id, { ...ana, role: 'reader' });
    expect(await people()).toEqual(['user ana@example.com reader']);
  });

  it('by link is given, changed and taken, and leaves the people', async () => {
    await drive.share(id, ana);
    await drive.shareLink(id, 'writer');
    await drive.shareLink(id, 'reader');
    expect(await people()).toEqual(['user ana@example.com writer', 'anyone  reader']);
    google.log.length = 0;
    await drive.shareLink(id, 'reader');
    expect(google.log.map(({ method }) => method)).toEqual(['GET']);
    await google.call('POST', `/files/${id}/permissions`, {
      type: 'domain',
      role: 'reader',
      domain: 'example.com',
    });
    await drive.shareLink(id, null);
    expect(await people()).toEqual(['user ana@example.com writer']);
  });

  it('ends, and ends again', async () => {
    await drive.share(id, ana);
    const [, shared] = await drive.permissions(id);
    await drive.unshare(id, shared?.id ?? '');
    await drive.unshare(id, shared?.id ?? '');
    expect(await people()).toEqual([]);
    expect(await problem(drive.unshare('nothing', shared?.id ?? ''))).toMatchObject({
      code: 'drive.not-found',
    });
  });

  it('is done where only the mail could not be sent', async () => {
    google.door = ({ method }) =>
      method === 'POST'
        ? refusal(
            400,
            'invalidSharingRequest',
            'Bad Request. User message: "Sorry, the items were successfully shared but emails could not be sent to ana@example.com."',
          )
        : undefined;
    await drive.share(id, ana);
    expect(google.log.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('lists people page by page, managers of shared drives as writers', async () => {
    google.door = ({ query }) => ({
      status: 200,
      body: query.has('pageToken')
        ? { permissions: [{ id: '2', type: 'group', role: 'fileOrganizer', emailAddress: 'g@example.com' }] }
        : { nextPageToken: 'more', permissions: [{ id: '1', type: 'anyone', role: 'commenter' }] },
    });
    expect(await drive.permissions(id)).toEqual([
      { id: '1', type: 'anyone', role: 'commenter', email: '' },
      { id: '2', type: 'group', role: 'writer', email: 'g@example.com' },
    ]);
  });
});

describe('watching', () => {
  const to = { address: 'http://127.0.0.1:9/hook', token: 'secret' };

  it('begins for a day, and ends, and ends again', async () => {
    const watch = await drive.watch(id, to);
    if (watch === null) throw new Error('It watches here.');
    const hours = (Date.parse(watch.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24);
    await drive.unwatch(watch);
    await drive.unwatch(watch);
  });

  it('is not possible where Google does not take the address', async () => {
    google.door = () => refusal(401, 'push.webhookUrlUnauthorized', 'Unauthorized WebHook callback channel');
    expect(await drive.watch(id, to)).toBeNull();
    google.door = () => refusal(400, 'push.webhookUrlNotHttps', 'WebHook callback must be HTTPS');
    expect(await drive.watch(id, to)).toBeNull();
  });
});

describe('a fault at any call', () => {
  const FAULTS: readonly Fault[] = [
    { status: 429, retryAfter: '0' },
    { status: 500 },
    refusal(403, 'userRateLimitExceeded'),
    'lost before',
    'lost after',
  ];
  const WORKS: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    create: () => drive.create('Only one'),
    share: (file) => drive.share(file, ana),
    shareLink: async (file) => {
      await drive.shareLink(file, 'reader');
      await drive.shareLink(file, null);
    },
    rename: (file) => drive.rename(file, 'Renamed'),
    watch: (file) => drive.watch(file, { address: 'http://127.0.0.1:9/', token: '' }),
  };
  /** What is there after it, without ids. */
  const state = async (file: string): Promise<unknown> => {
    const { shared } = {
      shared: google
        .drive()
        .sharing.of(file)
        ?.permissions.map(({ role }) => role),
    };
    const only = [...google.workbooks.values()].filter(({ title }) => title === 'Only one').length;
    return { shared, only, name: (await drive.look(file)).name };
  };

  it.each(Object.keys(WORKS))('leaves the same behind: %s', async (name) => {
    const run = async (fault: Fault | undefined, at: number): Promise<unknown> => {
      google.door = () => undefined;
      for (const [book, { title }] of google.workbooks)
        if (title === 'Only one') google.workbooks.delete(book);
      const { id: file } = await drive.create('Mine');
      google.log.length = 0;
      google.door = ({ n }) => (n === at ? fault : undefined);
      await WORKS[name]?.(file);
      google.door = () => undefined;
      return state(file);
    };
    const wanted = await run(undefined, 0);
    const calls = google.log.length - 1;
    expect(calls).toBeGreaterThan(0);
    for (let at = 1; at <= calls; at++)
      for (const fault of FAULTS) expect([at, fault, await run(fault, at)]).toEqual([at, fault, wanted]);
  });
});

describe('a refusal of Google', () => {
  const REFUSALS: readonly (readonly [DriveCode, Fault])[] = [
    ['drive.not-found', refusal(404, 'notFound', 'File not found: x.', 'fileId')],
    [
      'drive.not-found',
      refusal(403, 'appNotAuthorizedToFile', 'The user has not granted the app write access'),
    ],
    [
      'drive.sharing-blocked',
      refusal(403, 'domainPolicy', 'The domain administrators have disabled Drive apps.'),
    ],
    [
      'drive.sharing-blocked',
      refusal(
        400,
        'shareOutNotPermitted',
        'Bad Request. User message: "Your organisation does not allow ana@example.com"',
      ),
    ],
    ['drive.sharing-blocked', refusal(403, 'publishOutNotPermitted')],
    ['drive.sharing-blocked', refusal(403, 'cannotShareTeamDriveWithNonGoogleAccounts')],
    ['drive.sharing-blocked', refusal(403, 'teamDriveDomainUsersOnlyRestriction')],
    [
      'drive.sharing-blocked',
      refusal(400, 'invalidSharingRequest', 'Bad Request. User message: "ACL change not allowed."'),
    ],
    [
      'drive.address',
      refusal(
        400,
        'invalidSharingRequest',
        'Bad Request. User message: "You are trying to invite ana@example.com. Since there is no Google account associated with this email address, you must check the "Notify people" box"',
      ),
    ],
    [
      'drive.address',
      refusal(
        400,
        'invalid',
        'The specified emailAddress is invalid or not applicable for the given permission type.',
        'permission.emailAddress',
      ),
    ],
    [
      'drive.not-allowed',
      refusal(
        403,
        'insufficientFilePermissions',
        'The user does not have sufficient permissions for this file.',
      ),
    ],
    ['drive.not-allowed', refusal(403, 'cannotModifyInheritedPermission')],
    ['drive.not-allowed', { status: 403 }],
    [
      'drive.sharing-limit',
      refusal(
        403,
        'sharingRateLimitExceeded',
        'Rate limit exceeded. User message: "These item(s) could not be shared"',
      ),
    ],
    [
      'drive.no-owner',
      refusal(
        403,
        'storageQuotaExceeded',
        'Service Accounts do not have storage quota. Leverage shared drives',
      ),
    ],
    ['drive.full', refusal(403, 'storageQuotaExceeded', 'The user has exceeded their Drive storage quota.')],
    [
      'drive.off',
      refusal(403, 'accessNotConfigured', 'Google Drive API has not been used in project 1 before'),
    ],
    [
      'drive.off',
      {
        status: 403,
        body: {
          error: {
            code: 403,
            message: 'Google Drive API has not been used in project 1 before or it is disabled.',
            status: 'PERMISSION_DENIED',
            details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED' }],
          },
        },
      },
    ],
    ['drive.signed-out', refusal(401, 'authError', 'Invalid Credentials')],
    [
      'drive.signed-out',
      refusal(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.'),
    ],
    ['drive.refused', refusal(400, 'badRequest')],
    ['drive.refused', refusal(400, 'constructor')],
    ['drive.answer-unreadable', { status: 200, body: { permissions: [{ id: '' }] } }],
  ];

  it.each(REFUSALS)('%s: is told in words, at once, and quotes nobody', async (code, fault) => {
    google.door = () => fault;
    const told = await problem(drive.share(id, ana));
    expect(told.code).toBe(code);
    expect(told.message).toBe(`${code}: ${DRIVE_PROBLEMS[code]}`);
    expect(JSON.stringify([told, told.message, told.cause ?? ''])).not.toContain('ana@');
    expect(isPassing(told)).toBe(false);
    expect(google.log).toHaveLength(1);
  });

  it.each([
    ['drive.quota', refusal(403, 'rateLimitExceeded')],
    ['drive.quota', { status: 429 }],
    ['drive.unreachable', { status: 503 }],
    ['drive.unreachable', 'lost before'],
  ] as const)('%s: is tried again until patience ends', async (code, fault) => {
    google.door = () => fault;
    const told = await problem(drive.rename(id, 'x'));
    expect(told.code).toBe(code);
    expect(isPassing(told)).toBe(true);
    expect(google.log.length).toBe(7);
  });

  it('has words and what to do for each code, among those of the Sheets API', () => {
    expect(SHEETS_PROBLEMS).toMatchObject(DRIVE_PROBLEMS);
    const texts = Object.values(DRIVE_PROBLEMS);
    for (const text of texts) expect(text).toMatch(/^[A-Z].*[.;].*\.$/s);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

it('takes from the quota for each request, reads and writes apart', async () => {
  const taken: string[] = [];
  const counted = google.client({
    async take(kind) {
      taken.push(kind);
      return { waitMs: 0 };
    },
  });
  await counted.share(id, ana);
  await counted.look(id);
  expect(taken).toEqual(['read', 'write', 'read']);
  const blocked = google.client({ take: async () => ({ waitMs: 3_600_000 }) });
  expect(await problem(blocked.look(id))).toMatchObject({ code: 'sheet.quota', retryAfterMs: 3_600_000 });
});
