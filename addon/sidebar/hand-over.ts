/** Hands over to the worker what waits in connected channels, request by request, and says what came of it. */
import { goesByWorker, readChannels } from '../../shared/order/channels.ts';
import { explain, REASONS, type ReasonCode } from '../../shared/plan/reasons.ts';
import { CHANNELS } from '../../shared/tabs/tabs.ts';
import type { HandedOver } from '../api.ts';
import type { Call } from './call.ts';
import { loadTables } from './file-runs/load.ts';
import { count, counted } from './words.ts';

export interface Handed {
  readonly taken: number;
  /** The worker or the partner has them already. */
  readonly already: number;
  readonly refused: HandedOver['refused'];
  /** For whoever pushes: who can open a partner's sheet. */
  readonly warnings: readonly string[];
}

/**
 * Goes on until nothing is left; "" is all channels. What was handed over stays so when a later request fails: the rest
 * still waits in the sheet, and doing it again is harmless.
 */
export async function handOver(
  call: Call,
  channel: string,
  onProgress: (handed: Handed) => void,
): Promise<Handed> {
  let taken = 0;
  let already = 0;
  const refused: HandedOver['refused'][number][] = [];
  const warnings = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const part = await call('handOver', { channel, ...(after === undefined ? {} : { after }) });
    taken += part.taken;
    already += part.already;
    refused.push(...part.refused);
    for (const warning of part.warnings ?? []) warnings.add(warning);
    const handed = { taken, already, refused, warnings: [...warnings] };
    onProgress(handed);
    if (part.next === null) return handed;
    after = part.next;
  }
}

/**
 * Channels that go by the worker, by name, and what each is connected to: "" once its partner's sheet has ended. The
 * worker has the parcels that went there before, and is told when they are recalled.
 */
export async function channelsByWorker(call: Call): Promise<ReadonlyMap<string, string>> {
  const names = CHANNELS.columns.slice(0, 8).map((column) => column.name);
  const { Channels } = await loadTables(call, { Channels: names });
  return new Map(
    readChannels(Channels)
      .filter(({ method }) => goesByWorker(method))
      .map((channel) => [channel.name, channel.connectedTo]),
  );
}

/** "143 shipments handed over to Sandbox 3PL; 2 refused." "" when nothing waited. */
export function handedSentence({ taken, already, refused }: Omit<Handed, 'warnings'>, to: string): string {
  const where = to === '' ? '' : ` to ${to}`;
  const parts = [
    [taken, `handed over${where}`],
    [already, `${already === 1 ? 'was' : 'were'} there already`],
    [refused.length, 'refused'],
  ] as const;
  const said = parts
    .filter(([n]) => n > 0)
    .map(([n, what], i) => `${i === 0 ? counted(n, 'shipment') : count(n)} ${what}`);
  return said.length === 0 ? '' : `${said.join('; ')}.`;
}

export interface RefusedFor {
  readonly sentence: string;
  readonly next: string;
  /** About a partner's sheet: it is mended in its panel. */
  readonly ofSheet: boolean;
  /** Shipment IDs. */
  readonly ids: readonly string[];
}

/** Refusals by what they say, the most frequent first: codes of our own have their words, others come with the worker's. */
export function refusedFor(refused: Handed['refused']): RefusedFor[] {
  const groups = new Map<string, RefusedFor & { readonly ids: string[] }>();
  for (const { id, code, detail } of refused) {
    const words = isOurs(code) ? explain(code, detail) : { sentence: detail || `${code}.`, next: '' };
    const group = groups.get(words.sentence) ?? { ...words, ofSheet: OF_SHEET.includes(code), ids: [] };
    group.ids.push(id);
    groups.set(words.sentence, group);
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length);
}

const OF_SHEET = ['partner.link-open', 'partner.sheet-ended', 'connection.other-channel'];
const isOurs = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);

/** The order of a shipment: `HL-1042-1` and its further boxes `HL-1042-1.2` are of HL-1042. */
export function orderOf(shipmentId: string): string {
  return shipmentId.replace(/-\d+(\.\d+)*$/, '');
}
