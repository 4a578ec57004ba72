/**
 * Where the Sandbox keeps its orders over a restart: a file an account, a line a change, the last line of an order
 * counts. A process that is killed loses no order that it has answered for.
 */
import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SavedAccount } from './account.ts';
import type { Order } from './order.ts';

export interface Kept {
  readonly account: SavedAccount;
  readonly orders: readonly Order[];
}
export interface Keep {
  load(): Promise<readonly Kept[]>;
  /** Settles when it would survive the end of the process. */
  save(name: string, changes: { orders: readonly Order[]; account: SavedAccount | null }): Promise<void>;
}

/** Keeps nothing. */
export const noKeep: Keep = { load: async () => [], save: async () => {} };

// Our own lines: what was written is what is read, so only the shape of a line is looked at.
const line = z.union([
  z.object({ account: z.custom<SavedAccount>((value) => named.safeParse(value).success) }),
  z.object({ order: z.custom<Order>((value) => numbered.safeParse(value).success) }),
]);
const named = z.object({
  name: z.string(),
  key: z.string(),
  settings: z.object({}),
  faults: z.array(z.object({})),
});
const numbered = z.object({
  id: z.string(),
  key: z.string(),
  state: z.string(),
  boxes: z.array(z.object({ trackingNumber: z.string() })),
  content: z.object({ items: z.array(z.object({})), shipTo: z.object({}) }),
});

const SUFFIX = '.jsonl';
const text = (kept: { orders: readonly Order[]; account: SavedAccount | null }): string =>
  [...(kept.account ? [{ account: kept.account }] : []), ...kept.orders.map((order) => ({ order }))]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');

/** The last line of a killed process may be half a line: it was answered for by nobody. */
function parse(content: string): Kept | null {
  let account: SavedAccount | null = null;
  const orders = new Map<string, Order>();
  for (const one of content.split('\n')) {
    let value: unknown;
    try {
      value = JSON.parse(one);
    } catch {
      continue;
    }
    const parsed = line.safeParse(value);
    if (!parsed.success) continue;
    if ('account' in parsed.data) account = parsed.data.account;
    else orders.set(parsed.data.order.id, parsed.data.order);
  }
  return account && { account, orders: [...orders.values()] };
}

/** Files in `folder`, made when it is missing. Each load writes them anew, without what has been superseded. */
export function folderKeep(folder: string): Keep {
  /** Writes of an account go one after another. */
  const last = new Map<string, Promise<void>>();
  return {
    async load() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const found: Kept[] = [];
      for (const file of (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort()) {
        const path = join(folder, file);
        const kept = parse(await readFile(path, 'utf8'));
        if (!kept) continue;
        await writeFile(`${path}.new`, text(kept), { mode: 0o600 });
        await rename(`${path}.new`, path);
        found.push(kept);
      }
      return found;
    },
    save(name, changes) {
      if (changes.orders.length === 0 && changes.account === null) return last.get(name) ?? Promise.resolve();
      const lines = text(changes);
      const path = join(folder, `${name}${SUFFIX}`);
      const write = async (): Promise<void> => appendFile(path, lines, { mode: 0o600 });
      const saved = (last.get(name) ?? Promise.resolve()).then(write, write);
      last.set(name, saved);
      return saved;
    },
  };
}
