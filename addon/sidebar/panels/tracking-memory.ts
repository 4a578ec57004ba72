/** What was learnt from earlier files of a partner: recalled when a file is read, kept when an import has gone through. */
import type { Table } from '../../../shared/csv/table.ts';
import { layoutKey } from '../../../shared/source/layout.ts';
import {
  type LastFile,
  lastFileText,
  type PartnerLayout,
  partnerLayoutText,
  readLastFile,
  readPartnerLayout,
  rowsHash,
  sinceLast,
} from '../../../shared/tracking/partner.ts';
import type { RememberedLayout } from '../../api.ts';
import type { Call } from '../call.ts';
import { count, counted, when } from '../words.ts';

type Rows = readonly (readonly string[])[];

export interface Memory {
  /** The layout of a header for a partner; null when it is not known. */
  layout(partner: string, header: readonly string[]): PartnerLayout | null;
  /** The last file with this header, and when it was imported; null for the first one. */
  last(partner: string, header: readonly string[]): (LastFile & { readonly at: string }) | null;
  keep(
    partner: string,
    header: readonly string[],
    layout: PartnerLayout,
    file: { readonly name: string; readonly rows: Rows },
  ): Promise<void>;
  forget(partner: string, header: readonly string[]): Promise<void>;
}

/** What the last file of a partner says about this one, in words, and the first row that is new; null for the first. */
export function sinceThen(
  { rows }: Table,
  last: ReturnType<Memory['last']>,
): { readonly words: string; readonly newFrom: number } | null {
  if (last === null) return null;
  const name = `${last.name} (imported on ${when(last.at)})`;
  switch (sinceLast(rows, last)) {
    case 'other':
      return { words: `The last file was ${name}, with ${counted(last.rows, 'row')}.`, newFrom: 0 };
    case 'same':
      return { words: `The same rows as ${name}: nothing is new.`, newFrom: rows.length };
    case 'grown': {
      const fresh = rows.length - last.rows;
      const are = fresh === 1 ? 'is' : 'are';
      return {
        words: `Goes on from ${name}: ${counted(fresh, 'row')} ${are} new, ${count(last.rows)} were in it.`,
        newFrom: last.rows,
      };
    }
  }
}

export function memoryOf(call: Call, found: readonly RememberedLayout[]): Memory {
  let kept = found;
  const of = (partner: string, key: string): RememberedLayout | undefined =>
    kept.find((one) => one.name === partner && one.key === key);
  const lastKey = (header: readonly string[]): string => `last ${layoutKey(header)}`;
  const save = async (key: string, name: string, mapping: string | null): Promise<void> => {
    kept = await call('saveLayout', { kind: 'tracking', key, name, mapping });
  };
  return {
    layout(partner, header) {
      const one = of(partner, layoutKey(header));
      return one === undefined ? null : readPartnerLayout(one.mapping);
    },
    last(partner, header) {
      const one = of(partner, lastKey(header));
      const last = one === undefined ? null : readLastFile(one.mapping);
      return one === undefined || last === null ? null : { ...last, at: one.at };
    },
    async keep(partner, header, layout, { name, rows }) {
      await save(layoutKey(header), partner, partnerLayoutText(layout));
      await save(lastKey(header), partner, lastFileText({ name, rows: rows.length, hash: rowsHash(rows) }));
    },
    async forget(partner, header) {
      await save(layoutKey(header), partner, null);
      await save(lastKey(header), partner, null);
    },
  };
}
