/** Rows of a form as answers for orders: each finds its order by what a person has chosen as key. */
import { countryCode } from '../../address/countries.ts';
import type { Campaign } from '../../order/campaign.ts';
import type { Refusal } from '../../order/guards.ts';
import type { Backer } from '../../source/backer.ts';
import type { Layout } from '../../source/layout.ts';
import type { Answer } from './answers.ts';
import { isRelay } from './duplicates.ts';
import { itemsReader, type RewardsMapping } from './items-of.ts';

export interface AnswerKeys {
  /** The campaign's prefix of Order IDs. */
  readonly prefix: string;
  /** E-mail finds an order where the row names none otherwise. */
  readonly useEmail: boolean;
}

/**
 * The answers of a form that was read like a file of orders. `campaign` has the columns of all keys. Of several
 * answers for one order the newest counts, without times the last row; the others say which one that is.
 */
export function answerRows(
  backers: readonly Backer[],
  layout: Layout,
  campaign: Campaign,
  mapping: RewardsMapping,
  keys: AnswerKeys,
): Answer[] {
  const find = orderFinder(campaign, keys);
  const itemsOf = itemsReader(mapping);
  const newest = new Map<number, number>();
  const found = backers.map((backer, s) => {
    const match = find(backer);
    const i = typeof match === 'number' ? match : -1;
    const best = newest.get(i);
    if (i >= 0 && (best === undefined || (backers[best]?.surveyAt ?? '') <= backer.surveyAt))
      newest.set(i, s);
    return { backer, match, i };
  });
  return found.map(({ backer, match, i }, s) => {
    const best = newest.get(i);
    const later = best !== undefined && best !== s ? backers[best] : undefined;
    return {
      orderId: i < 0 ? '' : (campaign.col('Order ID')[i] ?? ''),
      line: backer.line,
      at: backer.surveyAt,
      values: valuesOf(backer, layout, campaign, i, itemsOf({ reward: null, items: backer.items })),
      refusal:
        typeof match !== 'number'
          ? match
          : (problemOf(backer) ??
            (later === undefined ? null : { code: 'answer.superseded', detail: `row ${later.line}` })),
    };
  });
}

/** In an index: the key of more than one order. */
const MANY = -1;

function indexed(keys: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const [i, key] of keys.entries()) if (key !== '') index.set(key, index.has(key) ? MANY : i);
  return index;
}

type Find = (backer: Backer) => number | NonNullable<Refusal>;

/** The order of a row. Keys that lead to different orders, or to several, lead to none. */
function orderFinder(campaign: Campaign, { prefix, useEmail }: AnswerKeys): Find {
  const byOrderId = indexed(campaign.col('Order ID'));
  const byBackerNumber = indexed(campaign.col('Backer number'));
  const byEmail = indexed(campaign.col('Email').map((email) => email.trim().toLowerCase()));
  const whole = (part: string): string =>
    prefix === '' || prefix.endsWith('-') ? prefix + part : `${prefix}-${part}`;
  const byId = (text: string): number | undefined => {
    // People type their number as they remember it: #42, lh-42.
    const bare = text.replace(/^#\s*/, '');
    for (const id of [text, bare, bare.toUpperCase(), whole(bare)]) {
      const i = byOrderId.get(id);
      if (i !== undefined) return i;
    }
    return byBackerNumber.get(bare);
  };
  return (backer) => {
    const given = [backer.orderId, backer.idPart || backer.backerNumber].filter((text) => text !== '');
    const hits = new Set<number>();
    for (const text of given) {
      const i = byId(text) ?? (text === backer.idPart ? byId(backer.backerNumber) : undefined);
      if (i !== undefined) hits.add(i);
    }
    const email = backer.email.trim().toLowerCase();
    const [hit] = hits;
    if (hits.size > 1 || hit === MANY) return { code: 'match.ambiguous', detail: given.join(', ') };
    if (hit !== undefined) return hit;
    const damaged = backer.problems.find(({ code }) => code === 'match.damaged-id');
    if (damaged !== undefined) return { code: 'match.damaged-id', detail: damaged.value };
    // What is given and fits nobody is a slip that no other key may paper over.
    if (given.length > 0) return { code: 'match.none', detail: given.join(', ') };
    if (!useEmail || email === '' || isRelay(email)) return { code: 'match.missing-id', detail: '' };
    const i = byEmail.get(email);
    if (i === undefined) return { code: 'match.none', detail: backer.email };
    return i === MANY ? { code: 'match.ambiguous', detail: backer.email } : i;
  };
}

/** In the order of ANSWER_FIELDS. */
function valuesOf(
  { address, taxId }: Backer,
  { fields }: Layout,
  campaign: Campaign,
  i: number,
  items: string,
): (string | null)[] {
  const given = (text: string): string | null => (text === '' ? null : text);
  if (address === null) return [given(items), ...new Array<null>(8).fill(null), given(taxId)];
  const moved = campaign.col('Address 1')[i] !== address.line1;
  const country = address.countryCode || address.countryName;
  // A new street without a second line has none; the old one would send the parcel to another door.
  const second = fields.has('line2') || moved ? address.line2 : null;
  return [
    given(items),
    given(address.name),
    given(address.line1),
    second,
    fields.has('city') ? address.city : null,
    fields.has('state') ? address.state : null,
    fields.has('postal') ? address.postal : null,
    given(countryCode(country) ?? country),
    given(address.phone),
    given(taxId),
  ];
}

function problemOf({ problems }: Backer): Refusal {
  const bad = problems.find(({ code }) => !IGNORED.has(code));
  return bad === undefined ? null : { code: 'source.problem', detail: `${bad.column}: ${bad.value}` };
}

/** Of no matter to an answer: money, states, and an id that another key stands in for. */
const IGNORED: ReadonlySet<string> = new Set(['source.state-unknown', 'id.missing', 'money.unreadable']);
