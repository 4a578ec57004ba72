/** Record Return: what came back, and in what state. A fact beside the shipment: no refund and no new parcel follow (I4). */
import { accounts } from '../order/accounts.ts';
import { formatItems, parseItems, type Unit } from '../order/items.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Options } from '../plan/types.ts';
import { NOTHING_SENT, type OrderAction, type Parsed, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { eachOrder, keysOf } from './parts.ts';

const CONDITIONS = ['as new', 'damaged', 'unusable'] as const;

/** `MUG x1; PIN x2 (damaged, 2026-05-03)`: one entry of the Returned cell, the entries on lines of their own. */
const ENTRY = /^(.+) \((?:as new|damaged|unusable), \d{4}-\d\d-\d\d\)$/;

/**
 * Adds an entry to Returned. Never more comes back than has shipped. The same return of the same day is already done: a
 * second click adds nothing.
 */
export const recordReturn: OrderAction = {
  info: actionInfo('record-return'),
  words: {
    button: 'Record the return of',
    done: 'Recorded the return of',
    noun: 'order',
    sends: NOTHING_SENT,
  },
  reads: () => ({ Orders: ['Returned'] }),
  check(options) {
    const items = itemsOf(options);
    if (!items.ok) return items;
    return conditionOf(options) === undefined
      ? { ok: false, message: 'Choose in what state it came back.' }
      : { ok: true, value: null };
  },
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Returned']);
    const items = itemsOf(options);
    if (!items.ok) throw new Error('The options were not checked');
    const ids = campaign.col('Order ID');
    const returned = campaign.col('Returned');
    eachOrder(campaign, rows, builder, (i, s) => {
      const exploded = campaign.catalog.explode(formatItems(items.value));
      if (exploded.problem !== null) return builder.left(s, exploded.problem);
      const entries = (returned[i] ?? '').split('\n').filter((entry) => entry !== '');
      const entry = `${formatItems(exploded.units)} (${conditionOf(options)}, ${now.slice(0, 10)})`;
      if (entries.includes(entry)) return builder.already(s);
      const back = new Map<string, number>();
      for (const one of [...entries, entry]) {
        const parsed = parseItems(ENTRY.exec(one)?.[1] ?? '');
        for (const { sku, quantity } of parsed.ok ? parsed.items : [])
          back.set(sku, (back.get(sku) ?? 0) + quantity);
      }
      const shipped = new Map(accounts(campaign, i).units.map((unit) => [unit.sku, unit.shipped]));
      const over = [...back].find(([sku, quantity]) => quantity > (shipped.get(sku) ?? 0));
      if (over !== undefined) return builder.left(s, { code: 'return.over', detail: over.join(' x') });
      builder.change(s);
      set(s, ids[i] ?? '', i, [[...entries, entry].join('\n')]);
    });
    return builder.build();
  },
};

function conditionOf(options: Options): (typeof CONDITIONS)[number] | undefined {
  return CONDITIONS.find((condition) => condition === textOption(options, 'condition'));
}

function itemsOf(options: Options): Parsed<readonly Unit[]> {
  const parsed = parseItems(textOption(options, 'items'));
  return parsed.ok && parsed.items.length > 0
    ? { ok: true, value: parsed.items }
    : { ok: false, message: 'Write what came back as SKU xN; SKU xN, such as MUG x1.' };
}
