/** Brings what the worker knows into the sheet: the rows of Shipments, the views that follow, channels, Needs attention. */

import { isOver as isOverIn } from '../../shared/order/attention.ts';
import { STATUS_COLUMNS } from '../../shared/order/campaign.ts';
import { shipmentStatus } from '../../shared/shipment/status.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { attentionOfRows, attentionTargets } from './attention.ts';
import { type OpenFile, openFile, placeOf } from './columns.ts';
import { withColumns } from './make-columns.ts';
import { writeNotes } from './notes.ts';
import { layOut, overviewDiffers } from './overview.ts';
import type { Sheets } from './port.ts';
import { SheetsProblem } from './problem.ts';
import { type Settling, settle } from './settle.ts';
import { type Summary, summaryOf } from './summary.ts';
import { readSmall } from './tables.ts';
import { newTally, type Target } from './task.ts';
import { campaignTime } from './time.ts';
import { isLargePart, writeViews } from './views.ts';
import type { Projected, Wanted } from './wanted.ts';

export interface ProjectOptions {
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

const TABS: readonly TabName[] = [
  'Overview',
  'Orders',
  'Shipments',
  'Needs attention',
  'Channels',
  'Products',
  'Rewards',
];
const SMALL_TABS: readonly TabName[] = ['Overview', 'Needs attention', 'Channels', 'Products', 'Rewards'];
const DECIDE_STATUS = ['Order ID', 'Pushed at', 'Shipped at', 'Cancelled at', 'Warehouse says'];
/** Looks at a file whose tabs and columns keep moving. */
const MOST_LOOKS = 5;

/**
 * Projects into a spreadsheet. Expected failures are in the answer (`stopped`); what was done until then counts, and the
 * next projection goes on from there. Sheets offers no write on a condition: what a person types into one and the same
 * cell in the moment between the last look at it and the write is lost; everything else is kept or put back.
 */
export async function project(
  client: Sheets,
  spreadsheetId: string,
  wanted: Wanted,
  options: ProjectOptions = {},
): Promise<Projected> {
  const clock = options.clock ?? (() => Date.now());
  const sheets = client.counted();
  const setting: Settling = { sheets, clock };
  const facts = newTally();
  const views = newTally();
  const others = newTally();
  let viewed = false;
  let stopped: Projected['stopped'] = null;
  const orderOf = new Map(wanted.rows.map(({ id, orderId }) => [id, orderId]));
  try {
    await steadily(async () => {
      const file = await openFile(sheets, spreadsheetId, TABS, clock());
      if (wanted.rows.length > 0) await projectRows(setting, file, wanted, facts);
      const small = await readSmall(sheets, file, SMALL_TABS);
      let summary: Summary | null = null;
      let isOver = (_: string): boolean => false;
      if (facts.last !== null) {
        const now = campaignTime(clock());
        const ids = new Set(wanted.rows.map(({ orderId }) => orderId));
        const campaign = await writeViews(setting, file, ids, facts.last, small, views);
        viewed = true;
        summary = campaign === null ? null : summaryOf(campaign, small, now);
        if (campaign !== null) isOver = (key) => isOverIn(key, campaign);
      }
      // Without its rows of Needs attention that the sheet shows to be over.
      const attention = wanted.attention.filter(({ key, what }) => what === '' || !isOver(key));
      await projectOthers(setting, file, { ...wanted, attention }, summary, small, facts, others);
    });
  } catch (problem) {
    if (!(problem instanceof SheetsProblem)) throw problem;
    stopped = { code: problem.code, retryAfterMs: problem.retryAfterMs };
  }
  const isSettled = (id: string): boolean => viewed || views.settled.has(orderOf.get(id) ?? '');
  return {
    settled: [...facts.settled].filter(isSettled),
    wrote: facts.wrote,
    conflicts: facts.conflicts,
    missing: facts.missing,
    duplicates: facts.duplicates,
    vanished: facts.vanished,
    stopped,
    calls: sheets.calls(),
    cells: facts.cells + views.cells + others.cells,
    bytes: facts.bytes + views.bytes + others.bytes,
  };
}

/** Again from the first look, when tabs or columns moved; the work is a function of what it finds. */
async function steadily(work: () => Promise<void>): Promise<void> {
  for (let looks = 1; ; looks++) {
    try {
      return await work();
    } catch (problem) {
      if (!(problem instanceof SheetsProblem) || problem.code !== 'sheet.moved') throw problem;
      if (looks === MOST_LOOKS) throw new SheetsProblem('sheet.restless');
    }
  }
}

const said = (cells: Readonly<Record<string, string>>): string[] =>
  Object.entries(cells).flatMap(([name, value]) => (value === '' ? [] : [name]));

/** The facts of the shipments, their Status, and the notes of what a person typed otherwise. */
async function projectRows(
  setting: Settling,
  opened: OpenFile,
  wanted: Wanted,
  tally: ReturnType<typeof newTally>,
): Promise<void> {
  const { sheets, clock } = setting;
  const targets = new Map<string, Target>(
    wanted.rows.map(({ id, orderId, cells, written, add }) => [
      id,
      // Of a row that is there, its order is not the worker's to write.
      { key: id, cells, written, add, ...(add && { made: { 'Order ID': orderId } }) },
    ]),
  );
  const names = new Set(wanted.rows.flatMap(({ cells }) => said(cells)));
  const file = await withColumns(sheets, opened, 'Shipments', names, clock);
  await settle(
    { sheets, clock },
    file,
    {
      tab: 'Shipments',
      keyColumn: 'Shipment ID',
      targets,
      // The views of many orders need all of them: they are read with the rest.
      also: isLargePart(targets.size, placeOf(file, 'Shipments').rows) ? STATUS_COLUMNS : DECIDE_STATUS,
      derive: {
        column: 'Status',
        of: (cell) =>
          shipmentStatus({
            cancelledAt: cell('Cancelled at'),
            shippedAt: cell('Shipped at'),
            pushedAt: cell('Pushed at'),
            warehouseSays: cell('Warehouse says'),
          }),
      },
    },
    tally,
  );
  const place = tally.last?.place ?? placeOf(file, 'Shipments');
  await writeNotes(
    sheets,
    file.spreadsheetId,
    file.shape,
    place,
    'Shipment ID',
    tally.conflicts,
    new Set(targets.keys()),
  );
}

/** Overview, Channels and Needs attention. */
async function projectOthers(
  setting: Settling,
  file: OpenFile,
  wanted: Wanted,
  summary: Summary | null,
  small: Awaited<ReturnType<typeof readSmall>>,
  facts: ReturnType<typeof newTally>,
  tally: ReturnType<typeof newTally>,
): Promise<void> {
  const { sheets, clock } = setting;
  const page = small.get('Overview');
  const overview = file.places.get('Overview');
  if (summary?.overview && page !== undefined && overview !== undefined) {
    const { rows, styles } = summary.overview;
    if (overviewDiffers(rows, page)) await layOut(sheets, file.spreadsheetId, overview, rows, styles);
  }
  const channels = new Map<string, Target>();
  const cellsOf = (key: string): Record<string, string> => ({
    ...summary?.changed.get('Channels')?.get(key),
  });
  for (const key of summary?.changed.get('Channels')?.keys() ?? [])
    channels.set(key, { key, cells: cellsOf(key), written: null, add: false });
  for (const { name, cells } of wanted.channels)
    channels.set(name, { key: name, cells: { ...cellsOf(name), ...cells }, written: null, add: false });
  const there = small.get('Needs attention');
  const items = [...wanted.attention, ...attentionOfRows(wanted, facts, there)];
  const attention = attentionTargets(items, summary, there, campaignTime(clock()));
  if (channels.size > 0 && small.has('Channels'))
    await settle(
      setting,
      file,
      { tab: 'Channels', keyColumn: 'Channel', targets: channels, also: [] },
      tally,
    );
  if (attention.size > 0 && there !== undefined)
    await settle(
      setting,
      file,
      { tab: 'Needs attention', keyColumn: 'Key', targets: attention, also: [] },
      tally,
    );
}
