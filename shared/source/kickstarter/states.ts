/** Kickstarter's own words for payment and fulfilment, and what they mean here. An unknown word is never guessed. */
import type { PledgeMeaning } from '../backer.ts';

const PLEDGES: ReadonlyMap<string, PledgeMeaning> = new Map([
  ['collected', 'paid'],
  ['paid', 'paid'],
  ['successful', 'paid'],
  ['pledged', 'pending'],
  ['live', 'pending'],
  ['active', 'pending'],
  ['authorized', 'pending'],
  ['pending', 'pending'],
  ['processing', 'pending'],
  ['uncollected', 'pending'],
  ['errored', 'errored'],
  ['error', 'errored'],
  ['failed', 'errored'],
  ['dropped', 'dropped'],
  ['canceled', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['refunded', 'refunded'],
]);

const SENT: ReadonlyMap<string, 'sent' | 'not sent'> = new Map([
  ['sent', 'sent'],
  ['shipped', 'sent'],
  ['fulfilled', 'sent'],
  ['yes', 'sent'],
  ['true', 'sent'],
  ['', 'not sent'],
  ['not sent', 'not sent'],
  ['not shipped', 'not sent'],
  ['not fulfilled', 'not sent'],
  ['unfulfilled', 'not sent'],
  ['not started', 'not sent'],
  ['no', 'not sent'],
  ['false', 'not sent'],
]);

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['', false],
  ['false', false],
  ['no', false],
  ['n', false],
  ['0', false],
]);

/** Meaning of a payment state; null when it is in no table. */
export const pledgeMeaning = (status: string): PledgeMeaning | null =>
  PLEDGES.get(status.trim().toLowerCase()) ?? null;

/** Meaning of "Rewards Sent?" or "Fulfillment Status"; null when it is in no table. Blank is not sent. */
export const sentMeaning = (text: string): 'sent' | 'not sent' | null =>
  SENT.get(text.trim().toLowerCase()) ?? null;

/** A column of yes or no; null for other words. Blank is no. */
export const flagMeaning = (text: string): boolean | null => FLAGS.get(text.trim().toLowerCase()) ?? null;
