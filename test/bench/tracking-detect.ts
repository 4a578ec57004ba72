/**
 * tracking-detect: 220,000 mixed tracking numbers, each ranked against every format; against a bare test of every
 * pattern over the same numbers, in the same run.
 */
import { checkCharacter } from '../../shared/tracking/check-digit.ts';
import { ALL_FORMATS, detect } from '../../shared/tracking/detect.ts';
import { royalMailNumber, uspsNumber } from '../../worker/local/demo/tracking-numbers.ts';
import { SAMPLES } from '../shared/tracking/samples.ts';
import { median, report } from './report.ts';

const COUNT = 220_000;
const RUNS = 5;

const digits = (seed: number, length: number): string =>
  String(Math.imul(seed + 1, 2_654_435_761) >>> 0)
    .padStart(10, '7')
    .repeat(4)
    .slice(0, length);

/** What a large campaign sees: most numbers of four carriers, the rest of any format, some of none. */
function mixed(i: number): string {
  switch (i % 8) {
    case 0:
    case 1:
      return uspsNumber(i);
    case 2:
      return royalMailNumber(i);
    case 3: {
      const serial = digits(i, 11);
      return serial + checkCharacter(serial, { rule: 'mod10', even: 4, odd: 9 });
    }
    case 4:
      return `1Z999AA1${digits(i, 10)}`;
    case 5:
      return digits(i, 12 + (i % 11));
    case 6:
      return SAMPLES[i % SAMPLES.length]?.[2] ?? '';
    default:
      return `H0${digits(i, 14)}`;
  }
}

const numbers = Array.from({ length: COUNT }, (_, i) => mixed(i));
const patterns = ALL_FORMATS.map((format) => format.pattern);

function bare(): number {
  let fits = 0;
  for (const number of numbers) for (const pattern of patterns) if (pattern.test(number)) fits++;
  return fits;
}

function ours(): number {
  let found = 0;
  for (const number of numbers) if (detect(number).length > 0) found++;
  return found;
}

function perSecond(work: () => number): number {
  const before = performance.now();
  if (work() < COUNT * 0.5) throw new Error('Most numbers should fit a format');
  return COUNT / ((performance.now() - before) / 1000);
}

const runs: { bare: number; ours: number }[] = [];
for (let run = 0; run < RUNS; run++) runs.push({ bare: perSecond(bare), ours: perSecond(ours) });
report('tracking-detect', [
  {
    metric: 'perSecond',
    value: median(runs.map((run) => run.ours)),
    unit: 'numbers/s',
    baseline: median(runs.map((run) => run.bare)),
  },
]);
