/** Adds an item to orders: a stretch goal, a gift. Locked orders get it only when that is ticked (case C11). */

import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import {
  contentAccepted,
  firstRefusal,
  type Guard,
  itemsReadable,
  notAllShipped,
  notCancelled,
  type Refusal,
} from '../order/guards.ts';
import type { Unit } from '../order/items.ts';
import { planBuilder } from '../plan/builder.ts';
import type { Options } from '../plan/types.ts';
import { readGoods } from '../products/goods.ts';
import { counted, isChecked, NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { itemChange, noted, refusedSku, skuOption } from './items-change.ts';
import { eachOrder, keysOf, oneLine } from './parts.ts';

/** A pledge of downloads alone must not need an address all of a sudden; one without items is asked about first. */
const holdsGoods: Guard = (_, __, account) => {
  if (account.units.length === 0) return { code: 'order.no-items', detail: '' };
  return account.physical.ordered > 0 ? null : { code: 'nothing-physical', detail: '' };
};

const GUARDS: readonly Guard[] = [itemsReadable, notCancelled, notAllShipped];

export const addItem: OrderAction = {
  info: actionInfo('add-item'),
  words: { button: 'Add the item to', done: 'Added the item to', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({
    Orders: ['Name', 'Items', 'Notes', ...ADDRESS],
    Products: ['SKU', 'Discontinued'],
  }),
  check(options) {
    if (itemOf(options) === null)
      return { ok: false, message: 'Choose the SKU, and how many as a whole number of 1 or more.' };
    return nameOf(options) === ''
      ? { ok: false, message: 'Give it a name, such as the stretch goal: it is noted in each order.' }
      : { ok: true, value: null };
  },
  plan({ campaign, tables, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const item = itemOf(options);
    if (item === null) throw new Error('The options were not checked');
    // With the SKU, for one stretch goal may bring several.
    const mark = `${MARK} “${nameOf(options)}”: ${item.sku} x`;
    const known = mark.toLowerCase();
    const refused = refusedSku(campaign, readGoods(tables.Products, now), item);
    const write = itemChange(builder, campaign);
    const physical = campaign.catalog.explode(`${item.sku} x1`).physical > 0;
    const got = { open: 0, locked: 0, away: 0, skipped: 0 };
    const notes = campaign.col('Notes');
    const lockedToo = isChecked(options, 'locked');
    eachOrder(campaign, rows, builder, (i, s) => {
      if ((notes[i] ?? '').toLowerCase().includes(known)) {
        builder.already(s);
        return;
      }
      const refusal = refused ?? refusalOf(campaign, i, physical, lockedToo);
      if (refusal !== null) {
        if (refusal.code === 'order.locked') got.skipped++;
        builder.left(s, refusal);
        return;
      }
      builder.change(s);
      write(s, i, {
        added: item,
        cancelled: undefined,
        note: noted(notes[i] ?? '', `${mark}${item.quantity}`),
      });
      if (campaign.facts.lockedAt[i] === '') got.open++;
      else if (campaign.shipmentsAt(i).length > 0) got.away++;
      else got.locked++;
    });
    const sorts: [string, number][] = [
      ['Open', got.open],
      ['Locked down', got.locked],
      ['With packages already: a further package', got.away],
    ];
    if (got.open + got.locked + got.away > 0)
      builder.figures({
        title: 'Orders that get it',
        columns: ['State', 'Orders'],
        rows: sorts.filter(([, count]) => count > 0),
      });
    if (got.skipped > 0)
      builder.notice(
        'info',
        `${counted(got.skipped, 'locked order')} would get it too if “Locked orders too” were ticked.`,
      );
    return builder.build();
  },
};

/** Columns of a row's content beside items: adding accepts the row again, so the check must see them. */
const ADDRESS = ['Address 1', 'Address 2', 'City', 'State/Province', 'Postal code', 'Country'] as const;
/** Begins the note of each order that got one; found again, so that nothing is added twice. */
const MARK = 'Stretch goal';

function refusalOf(campaign: Campaign, i: number, physical: boolean, lockedToo: boolean): Refusal {
  const account = accounts(campaign, i);
  const refusal =
    firstRefusal(GUARDS, campaign, i, account) ?? (physical ? holdsGoods(campaign, i, account) : null);
  if (refusal !== null) return refusal;
  if (campaign.facts.lockedAt[i] === '') return null;
  return lockedToo ? contentAccepted(campaign, i, account) : { code: 'order.locked', detail: '' };
}

function itemOf(options: Options): Unit | null {
  return skuOption(options, 'item');
}

/** The stretch goal's name on one line, without the marks that end it in the note; its option is what Activity calls the reason. */
function nameOf(options: Options): string {
  return oneLine(textOption(options, 'reason').replace(/[“”"]/g, '')).slice(0, 60);
}
