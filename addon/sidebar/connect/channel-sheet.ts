/** A channel's partner sheet in its card: how it stands, and the way to its panel. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { ChannelDraft } from '../../api.ts';
import type { Call } from '../call.ts';
import { h } from '../dom.ts';
import { linkOut } from '../partner/link.ts';
import { button, message } from '../widgets/basics.ts';
import { count, counted } from '../words.ts';
import { partnerSheetsOf, type SheetList } from './partner-sheets.ts';
import { followed } from './tell-channels.ts';

/**
 * The sheets of the channels as they are saved. null: the spreadsheet has no worker. Asks once; a question that failed is
 * asked again the next time.
 */
export function sheetList(call: Call, saved: readonly ChannelDraft[]): () => Promise<SheetList | null> {
  let asked: Promise<SheetList | null> | null = null;
  const ask = async (): Promise<SheetList | null> => {
    const { paired } = await call('workerState', {});
    // Nothing is changed from here, so nobody has to be named.
    if (!paired) return null;
    const { list } = partnerSheetsOf(call, '');
    return followed(call, await list(), saved, list);
  };
  return async () => {
    asked ??= ask();
    try {
      return await asked;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
}

/** `open` leads to the panel. */
export function channelSheet(sheet: PartnerSheetView | undefined, open: () => void): HTMLElement {
  if (sheet === undefined)
    return h(
      'div',
      { class: 'field' },
      h('p', { class: 'label' }, 'Sheet'),
      h('p', { class: 'help' }, 'No sheet yet: nothing is pushed until it is made.'),
      button('Make the sheet', open, 'secondary', 'add'),
    );
  const isOpen = sheet.openTo !== 'nobody';
  const people = sheet.people.filter(({ role }) => role !== 'owner').length;
  const facts = [
    sheet.peopleProblem === '' &&
      (people === 1 ? '1 person' : people === 0 ? 'shared with nobody yet' : `${count(people)} people`),
    sheet.rows.total > 0 && counted(sheet.rows.total, 'parcel'),
    sheet.rows.withoutNumber > 0 && `${count(sheet.rows.withoutNumber)} without a number`,
    sheet.asks.length > 0 && `${counted(sheet.asks.length, 'row')} to look at`,
  ].filter((fact) => fact !== false);
  const trouble = sheet.lastError || sheet.peopleProblem;
  return h(
    'div',
    { class: 'field' },
    h('p', { class: 'label' }, 'Sheet'),
    h('p', {}, sheet.name),
    h('p', { class: 'help' }, facts.join(' · ')),
    isOpen && message('error', 'Anyone with the link can open it.'),
    trouble !== '' && message('error', trouble),
    h(
      'div',
      { class: 'row' },
      button('Partner sheet…', open, 'secondary'),
      linkOut('Open', sheet.url, 'link'),
    ),
  );
}
