/** Add Note: a dated sentence in the Notes of orders, after what stands there. */
import { planBuilder } from '../plan/builder.ts';
import { NOTHING_SENT, type OrderAction, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { noted } from './items-change.ts';
import { eachOrder, keysOf, oneLine } from './parts.ts';

/** Whether the sentence stands in notes as a whole, with a date before it or without. */
const holds = (notes: string, said: string): boolean =>
  notes === said || `; ${notes};`.includes(`; ${said};`) || `${notes};`.includes(`: ${said};`);

/** Orders whose notes hold the same sentence already are already done: a second click adds nothing. */
export const addNote: OrderAction = {
  info: actionInfo('add-note'),
  words: { button: 'Add the note to', done: 'Added the note to', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({ Orders: ['Notes'] }),
  check: (options) =>
    textOption(options, 'note') === ''
      ? { ok: false, message: 'Write the note.' }
      : { ok: true, value: null },
  plan({ campaign, now, options }, rows) {
    const builder = planBuilder(keysOf(campaign, rows), rows);
    const set = builder.cells('Orders', ['Notes']);
    const said = oneLine(textOption(options, 'note'));
    const ids = campaign.col('Order ID');
    const notes = campaign.col('Notes');
    eachOrder(campaign, rows, builder, (i, s) => {
      const there = notes[i] ?? '';
      if (holds(there, said)) {
        builder.already(s);
        return;
      }
      builder.change(s);
      set(s, ids[i] ?? '', i, [noted(there, `${now.slice(0, 10)}: ${said}`)]);
    });
    return builder.build();
  },
};
