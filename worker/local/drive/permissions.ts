/** permissions.create, list, get, update, delete. Nobody is mailed from this machine. */
import { z } from 'zod';
import { DriveError, invalid, permissionNotFound } from './error.ts';
import { type Method, method } from './method.ts';
import { allDrives, fileAt, flag, noBody, OWNER_ID, ownerResource, permissionResource } from './resource.ts';

const USUAL = 'kind,id,type,role';
const USUAL_LIST = `kind,nextPageToken,permissions(${USUAL})`;
const MOST_LISTED = 100;

const role = z.enum(['reader', 'commenter', 'writer']);
const usual = USUAL;

const create = method({
  query: z.strictObject({ ...allDrives, sendNotificationEmail: flag, emailMessage: z.string().optional() }),
  body: z.strictObject({
    type: z.enum(['user', 'group', 'domain', 'anyone']),
    role,
    emailAddress: z.string().optional(),
    domain: z.string().optional(),
    allowFileDiscovery: z.literal(false).optional(),
  }),
  async run(parts, { ids: [fileId], body: { type, role: wanted, emailAddress = '', domain = '' } }) {
    fileAt(parts, fileId);
    const isPerson = type === 'user' || type === 'group';
    if (isPerson !== (emailAddress !== '') || (isPerson && !/^[^\s@]+@[^\s@]+$/.test(emailAddress))) {
      throw invalid(
        'The specified emailAddress is invalid or not applicable for the given permission type.',
        'permission.emailAddress',
      );
    }
    if ((type === 'domain') !== (domain !== ''))
      throw invalid(
        'The specified domain is invalid or not applicable for the given permission type.',
        'permission.domain',
      );
    const made = await parts.shares.add(fileId, { type, role: wanted, email: emailAddress, domain });
    parts.watches.touch(fileId);
    return { resource: permissionResource(made), usual };
  },
});

const list = method({
  query: z.strictObject({
    ...allDrives,
    pageSize: z.coerce.number().int().min(1).max(MOST_LISTED).optional(),
    pageToken: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
  }),
  body: noBody,
  async run(parts, { ids: [fileId], query: { pageSize = MOST_LISTED, pageToken = '0' } }) {
    const { file } = fileAt(parts, fileId);
    const all = [ownerResource(parts), ...file.permissions.map(permissionResource)];
    const end = Number(pageToken) + pageSize;
    return {
      resource: {
        kind: 'drive#permissionList',
        permissions: all.slice(Number(pageToken), end),
        ...(end < all.length && { nextPageToken: String(end) }),
      },
      usual: USUAL_LIST,
    };
  },
});

const get = method({
  query: z.strictObject(allDrives),
  body: noBody,
  async run(parts, { ids: [fileId, permissionId] }) {
    const { file } = fileAt(parts, fileId);
    if (permissionId === OWNER_ID) return { resource: ownerResource(parts), usual };
    const found = file.permissions.find(({ id }) => id === permissionId);
    if (found === undefined) throw permissionNotFound(permissionId);
    return { resource: permissionResource(found), usual };
  },
});

const notTheOwner = (permissionId: string): void => {
  if (permissionId === OWNER_ID)
    throw new DriveError(403, 'forbidden', 'The owner of a file cannot be removed or changed here.');
};

const update = method({
  query: z.strictObject(allDrives),
  body: z.strictObject({ role }),
  async run(parts, { ids: [fileId, permissionId], body }) {
    fileAt(parts, fileId);
    notTheOwner(permissionId);
    const made = await parts.shares.setRole(fileId, permissionId, body.role);
    parts.watches.touch(fileId);
    return { resource: permissionResource(made), usual };
  },
});

const remove = method({
  query: z.strictObject(allDrives),
  body: noBody,
  async run(parts, { ids: [fileId, permissionId] }) {
    fileAt(parts, fileId);
    notTheOwner(permissionId);
    await parts.shares.remove(fileId, permissionId);
    parts.watches.touch(fileId);
    return { resource: null, usual };
  },
});

const ALL = /^\/files\/([^/]+)\/permissions$/;
const ONE = /^\/files\/([^/]+)\/permissions\/([^/]+)$/;
export const PERMISSION_METHODS: readonly Method[] = [
  { http: 'POST', path: ALL, ...create },
  { http: 'GET', path: ALL, ...list },
  { http: 'GET', path: ONE, ...get },
  { http: 'PATCH', path: ONE, ...update },
  { http: 'DELETE', path: ONE, ...remove },
];
