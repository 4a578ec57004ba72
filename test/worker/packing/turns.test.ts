import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { writeSlips } from '../../../worker/packing/slips.ts';
import { few, impatient, turns } from '../../../worker/packing/turns.ts';
import { packing } from './made.ts';

const MANY = Array.from({ length: 40 }, (_, n) => packing(`${n}-1`));
const slipsInto = (out: Writable) => (): Promise<void> =>
  writeSlips(MANY, { paper: '4x6', language: 'en' }, out);
const deaf = (): Writable => new Writable({ highWaterMark: 1_000, write: () => undefined });
const hearing = (): Writable =>
  new Writable({ highWaterMark: 1_000, write: (_chunk, _encoding, done) => void setImmediate(done) });

it('Who opens slips and takes nothing of them makes room for the next', async () => {
  const turn = turns(1);
  const [first, second] = [deaf(), hearing()];
  const patience = { idleMs: 1_500, allMs: 20_000 };
  await Promise.all([first, second].map((out) => turn(() => impatient(out, patience, slipsInto(out)))));
  expect([first.destroyed, first.writableFinished, second.writableFinished]).toEqual([true, false, true]);
});

it('Who takes them too slowly does, too', async () => {
  const out = hearing();
  await impatient(out, { idleMs: 20, allMs: -1 }, slipsInto(out));
  expect([out.destroyed, out.writableFinished]).toEqual([true, false]);
});

it('Requests of one link are few at a time, and those of another are answered', async () => {
  const ofSheet = few(2);
  const ends: (() => void)[] = [];
  const long = (): Promise<void> => new Promise((end) => ends.push(end));
  const under = [ofSheet('a', long), ofSheet('a', long)];
  await expect(ofSheet('a', long)).rejects.toMatchObject({ status: 429, code: 'request.too-many' });
  await ofSheet('b', async () => undefined);
  for (const end of ends) end();
  await Promise.all(under);
  await ofSheet('a', async () => undefined);
});
