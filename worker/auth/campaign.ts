/** Lets requests through that a paired spreadsheet has signed: fresh, never seen before, over the bytes that came. */
import type { Request, RequestHandler, Response } from 'express';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { SIGNED } from '../../shared/sync/sign.ts';
import { Problem } from '../problem.ts';
import type { Database } from '../store/tables.ts';
import { SEALED, type Vault } from '../store/vault.ts';
import { FRESH_MS, sameText, signatureOf } from './signature.ts';

export interface SignedIn {
  readonly db: Kysely<Database>;
  readonly vault: Vault;
  readonly clock: () => Date;
}
/** Who has signed a request. */
export interface Campaign {
  /** The spreadsheet's id. */
  readonly id: string;
  /** For logs and counts, which the id is not for: who has it may know the file. */
  readonly tag: string;
}

const headers = z.object({
  campaign: z.string().min(1).max(200),
  time: z.string().regex(/^\d{13}$/),
  nonce: z.string().regex(/^[\w-]{16,64}$/),
  signature: z.string().min(1).max(100),
});
export type SignedHeaders = z.infer<typeof headers>;

/** Reads the four headers, and refuses stale requests before a byte of their body is read. */
export function signedHeaders(request: Request, now: Date): SignedHeaders {
  const found = headers.safeParse({
    campaign: request.get(SIGNED.campaign),
    time: request.get(SIGNED.time),
    nonce: request.get(SIGNED.nonce),
    signature: request.get(SIGNED.signature),
  });
  if (!found.success) {
    throw new Problem(401, 'signature.missing', 'This address answers to paired spreadsheets alone.');
  }
  const apart = Number(found.data.time) - now.getTime();
  if (Math.abs(apart) > FRESH_MS) {
    throw new Problem(
      401,
      'signature.stale',
      `The request is ${Math.round(Math.abs(apart) / 60_000)} minutes ${apart < 0 ? 'old' : 'ahead'}: the clocks differ, or it was sent before.`,
    );
  }
  return found.data;
}

const UNKNOWN = new Problem(
  401,
  'campaign.unknown',
  'This worker does not know the spreadsheet. Connect it again under Set Up, Connections.',
);

/** Before the body is read: bodies of 4 MB from who knows no paired spreadsheet would fill the memory. */
export async function checkKnown({ db }: Pick<SignedIn, 'db'>, signed: SignedHeaders): Promise<void> {
  const campaign = await db
    .selectFrom('campaigns')
    .select('id')
    .where('id', '=', signed.campaign)
    .executeTakeFirst();
  if (campaign === undefined) throw UNKNOWN;
}

/**
 * The campaign that has signed these bytes. Throws a Problem for one that is not paired, a wrong signature, a request
 * seen before (only then is its nonce kept: nobody without the key can fill that table), and a detached campaign.
 */
export async function checkSigned(
  { db, vault, clock }: SignedIn,
  signed: SignedHeaders,
  request: { readonly method: string; readonly path: string; readonly body: Uint8Array },
): Promise<Campaign> {
  const campaign = await db
    .selectFrom('campaigns')
    .select(['id', 'tag', 'key_sealed', 'detached_at'])
    .where('id', '=', signed.campaign)
    .executeTakeFirst();
  if (campaign === undefined) throw UNKNOWN;
  const key = vault.open(campaign.key_sealed, SEALED.campaignKey(campaign.id));
  const { time, nonce } = signed;
  if (!sameText(signed.signature, signatureOf(key, { ...request, time, nonce }))) {
    throw new Problem(
      401,
      'signature.wrong',
      'The signature is wrong: the spreadsheet was connected anew, or the request was changed on its way.',
    );
  }
  if (campaign.detached_at !== null) {
    throw new Problem(
      403,
      'campaign.detached',
      'This spreadsheet was disconnected from the worker. Connect it again under Set Up, Connections.',
    );
  }
  const now = clock();
  const kept = await db
    .insertInto('nonces')
    // From the later of the two clocks, so that it is known for as long as the request counts as fresh.
    .values({
      campaign_id: campaign.id,
      nonce,
      expires_at: new Date(Math.max(now.getTime(), Number(time)) + 2 * FRESH_MS),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('nonce')
    .executeTakeFirst();
  if (kept === undefined) throw new Problem(401, 'signature.replayed', 'This very request came before.');
  return { id: campaign.id, tag: campaign.tag };
}

const PATH = 'signedPath';
const locals = z.object({ [PATH]: z.string() });

/** Remembers the path as it was signed, before routers shorten it. First in the app, which may be mounted anywhere. */
export const rememberPath: RequestHandler = (request, response, next) => {
  response.locals[PATH] = request.url;
  next();
};
export function signedPath(response: Response): string {
  return locals.parse(response.locals)[PATH];
}
