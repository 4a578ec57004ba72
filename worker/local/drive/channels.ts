/** files.watch and channels.stop. */
import { z } from 'zod';
import { DriveError, invalid } from './error.ts';
import { type Method, method } from './method.ts';
import { allDrives, fileAt } from './resource.ts';

const USUAL = 'kind,id,resourceId,resourceUri,token,expiration';

const watch = method({
  query: z.strictObject(allDrives),
  body: z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9+/=_-]{1,64}$/, 'Invalid channel id'),
    type: z.enum(['web_hook', 'webhook']),
    address: z.string(),
    token: z.string().max(256).optional(),
    expiration: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
  }),
  async run(parts, { ids: [fileId], body: { id, address, token = '', expiration } }) {
    fileAt(parts, fileId);
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
      throw new DriveError(400, 'push.webhookUrlNotHttps', 'WebHook callback must be HTTPS', 'address');
    const until = expiration === undefined ? undefined : Number(expiration);
    if (until !== undefined && until <= Date.now()) throw invalid('Invalid expiration', 'expiration');
    const { resourceId, expiresAt } = await parts.watches.add({ id, fileId, address, token }, until);
    return {
      resource: {
        kind: 'api#channel',
        id,
        resourceId,
        resourceUri: `${parts.url()}/drive/v3/files/${fileId}`,
        ...(token !== '' && { token }),
        expiration: String(expiresAt),
      },
      usual: USUAL,
    };
  },
});

const stop = method({
  query: z.strictObject({}),
  body: z.strictObject({ id: z.string(), resourceId: z.string() }),
  async run(parts, { body: { id, resourceId } }) {
    if (!(await parts.watches.stop(id, resourceId)))
      throw new DriveError(404, 'notFound', `Channel '${id}' not found for project`);
    return { resource: null, usual: USUAL };
  },
});

export const CHANNEL_METHODS: readonly Method[] = [
  { http: 'POST', path: /^\/files\/([^/]+)\/watch$/, ...watch },
  { http: 'POST', path: /^\/channels\/stop$/, ...stop },
];
