/**
 * How often an address may be asked, counted in each process. They stop a loop and a guesser, not a flood: that is the
 * proxy's to stop. The add-on's requests come from addresses that Google shares among all its users, so what a creator
 * may ask is counted by campaign, and the limit by address is far above what one needs.
 */
import type { Request, RequestHandler, Response } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { Problem } from '../problem.ts';

const MINUTE = 60_000;

export interface Limits {
  readonly everything: RequestHandler;
  /** Begun and confirmed pairings, by address. */
  readonly pairings: RequestHandler;
  /** By campaign, after its signature was found right. */
  readonly campaign: RequestHandler;
  /** By address; a partner sends all of its webhooks from a few. */
  readonly webhooks: RequestHandler;
  /** Wrong passwords, by address. */
  readonly passwords: RequestHandler;
}

/**
 * The first three a minute, the others in ten. A campaign of 220,000 shipments hands over in 440 requests; a panel asks
 * for the state each second or two; the busiest partner thought of sends 200 webhooks a second.
 */
export interface LimitNumbers {
  readonly everything: number;
  readonly webhooks: number;
  readonly campaign: number;
  readonly pairings: number;
  readonly passwords: number;
}
const USUAL: LimitNumbers = {
  everything: 30_000,
  webhooks: 60_000,
  campaign: 600,
  pairings: 100,
  passwords: 10,
};

const CAMPAIGN = 'campaign';
const locals = z.object({ [CAMPAIGN]: z.object({ id: z.string(), tag: z.string() }) });

/** Who has signed; set by the router before the campaign's limit counts. */
export function setCampaign(
  response: Response,
  campaign: { readonly id: string; readonly tag: string },
): void {
  response.locals[CAMPAIGN] = campaign;
}
export function campaignOf(response: Response): { readonly id: string; readonly tag: string } | undefined {
  return locals.safeParse(response.locals).data?.[CAMPAIGN];
}

const reset = z.object({ rateLimit: z.object({ resetTime: z.date() }) });

function tooMany(request: Request, response: Response, next: (error: unknown) => void): void {
  const at = reset.safeParse(request).data?.rateLimit.resetTime.getTime() ?? Date.now() + MINUTE;
  const wait = Math.max(1, Math.ceil((at - Date.now()) / 1000));
  response.set('Retry-After', String(wait));
  next(new Problem(429, 'request.too-many', `Too many requests. Try again in ${wait} seconds.`));
}

function limit(most: number, windowMs: number, more: Partial<Options> = {}): RequestHandler {
  return rateLimit({
    limit: most,
    windowMs,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response, next) => tooMany(request, response, next),
    // A forwarded address that is not believed is told once, by the app.
    validate: { xForwardedForHeader: false },
    ...more,
  });
}

export function createLimits(numbers: Partial<LimitNumbers> = {}): Limits {
  const most = { ...USUAL, ...numbers };
  return {
    everything: limit(most.everything, MINUTE),
    webhooks: limit(most.webhooks, MINUTE),
    campaign: limit(most.campaign, MINUTE, {
      keyGenerator: (_request, response) => campaignOf(response)?.id ?? '',
    }),
    pairings: limit(most.pairings, 10 * MINUTE),
    passwords: limit(most.passwords, 10 * MINUTE, { skipSuccessfulRequests: true }),
  };
}
