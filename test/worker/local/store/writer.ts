import { openStore } from '../../../../worker/local/store/store.ts';

/**
 * A program that writes without end until it is killed: each step is one batch that puts the same number in many cells,
 * and now and then moves rows about. It says each step that is on the disk.
 */
const [, , folder = '', compactAt = ''] = process.argv;
const store = openStore(folder, { delay: 0, compactAt: Number(compactAt) });
const book = store.open('book') ?? store.create('A campaign', { id: 'book' });
const properties = store.properties('book');
const block = { row: 0, column: 0, rows: 40, columns: 5 };

for (let step = Number(book.values(0, { ...block, rows: 1, columns: 1 })[0]?.[0] ?? 0) + 1; ; step++) {
  book.batch(() => {
    const rows = Array.from({ length: block.rows }, () => new Array<number>(block.columns).fill(step));
    book.write(0, 0, 0, rows, 'RAW');
    book.insertRows(0, 0, 1);
    book.write(0, 0, 0, [new Array<number>(block.columns).fill(step)], 'RAW');
    book.deleteRows(0, block.rows, 1);
  });
  properties.set('document', 'step', String(step));
  await store.flush();
  process.stdout.write(`${step}\n`);
}
