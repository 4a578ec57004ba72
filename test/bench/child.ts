/** Runs one way of doing a thing in a fresh process, because peak memory is a property of a process. */
import { execFileSync } from 'node:child_process';

export interface ChildResult {
  /** Milliseconds of the work itself, without the start of the process. */
  readonly ms: number;
  /** Highest resident memory of the process. */
  readonly peakMb: number;
  /** What the work counted, to prove that both ways did the same. */
  readonly count: number;
}

/** Runs this bench's own bundle once more with `way` as its argument. */
export function inChild(way: string, ...args: string[]): ChildResult {
  const [, script = ''] = process.argv;
  const output = execFileSync(process.execPath, [script, way, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
  return JSON.parse(output);
}

/** In the child: does the work, and prints what `inChild` gives. */
export async function measure(work: () => number | Promise<number>): Promise<void> {
  const before = performance.now();
  const count = await work();
  const ms = performance.now() - before;
  console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, count }));
}
