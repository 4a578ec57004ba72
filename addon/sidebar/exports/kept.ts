/** The presets of this spreadsheet: the built-in ones, a person's own, and which one each channel took last. */
import { type Preset, readPreset } from '../../../shared/export/preset.ts';
import { PRESETS } from '../../../shared/export/presets.ts';
import { jsonOf } from '../../../shared/plan/json.ts';
import type { RememberedLayout } from '../../api.ts';
import type { Call } from '../call.ts';

/** Under this key the store holds a channel's choice; every other key is a preset's id. */
const CHOICE = 'choice';

export interface Kept {
  readonly own: readonly Preset[];
  /** Preset id by channel. */
  readonly choices: ReadonlyMap<string, string>;
}

export async function loadKept(call: Call): Promise<Kept> {
  return keptOf(await call('layouts', { kind: 'export' }));
}

/** Keeps a preset under its id. */
export async function keepPreset(call: Call, preset: Preset): Promise<Kept> {
  const mapping = JSON.stringify(preset);
  return keptOf(await call('saveLayout', { kind: 'export', key: preset.id, name: '', mapping }));
}

export async function forgetPreset(call: Call, id: string): Promise<Kept> {
  return keptOf(await call('saveLayout', { kind: 'export', key: id, name: '', mapping: null }));
}

/** Remembers which preset a channel takes. */
export async function keepChoice(call: Call, channel: string, id: string): Promise<Kept> {
  const mapping = JSON.stringify(id);
  return keptOf(await call('saveLayout', { kind: 'export', key: CHOICE, name: channel, mapping }));
}

function keptOf(stored: readonly RememberedLayout[]): Kept {
  const own: Preset[] = [];
  const choices = new Map<string, string>();
  for (const { key, name, mapping } of stored) {
    const value = jsonOf(mapping);
    if (key === CHOICE) {
      if (typeof value === 'string') choices.set(name, value);
      continue;
    }
    const read = readPreset(value);
    if (read.ok) own.push({ ...read.preset, id: key });
  }
  return { own: own.sort((a, b) => (a.name < b.name ? -1 : 1)), choices };
}

/** Built-in ones first. */
export const allPresets = (kept: Kept): readonly Preset[] => [...PRESETS, ...kept.own];

/** The channel's preset: the one it took last, while it is there; else the first. */
export function presetOf(kept: Kept, channel: string): Preset {
  const all = allPresets(kept);
  const found = all.find(({ id }) => id === kept.choices.get(channel)) ?? all[0];
  if (found === undefined) throw new Error('There is no preset');
  return found;
}

/** `US 3PL #7` is a batch of the channel `US 3PL`. */
export const channelOf = (batch: string): string => batch.replace(/ #\d+$/, '');

/** An id for a new preset, which no other has. */
export function newId(kept: Kept): string {
  const taken = new Set(allPresets(kept).map(({ id }) => id));
  let n = kept.own.length + 1;
  while (taken.has(`own-${n}`)) n++;
  return `own-${n}`;
}
