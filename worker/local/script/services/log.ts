import type { Backend } from '../backend.ts';
import { only } from './only.ts';
import { formatString } from './utilities.ts';

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // A circular object still deserves a line in the log.
    return String(value);
  }
}

const line = (values: readonly unknown[]): string => {
  const [first, ...rest] = values;
  if (typeof first === 'string' && /%[sdfo]/.test(first) && rest.length > 0)
    return formatString(first, rest.map(shown));
  return values.map(shown).join(' ');
};

/** console of the Apps Script V8 runtime: lines go to the host's log. */
export function createConsole(backend: Backend): object {
  const timers = new Map<string, number>();
  const at =
    (level: 'log' | 'info' | 'warn' | 'error') =>
    (...values: unknown[]): void =>
      backend.log(level, line(values));
  return only('console', {
    log: at('log'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    time: (label: unknown = 'default') => void timers.set(String(label), Date.now()),
    timeEnd(label: unknown = 'default'): void {
      const start = timers.get(String(label));
      if (start !== undefined) backend.log('log', `${String(label)}: ${Date.now() - start}ms`);
      timers.delete(String(label));
    },
  });
}

export function createLogger(backend: Backend): object {
  const lines: string[] = [];
  const me: object = only('Logger', {
    log(...values: unknown[]): object {
      lines.push(line(values));
      backend.log('info', line(values));
      return me;
    },
    getLog: () => lines.join('\n'),
    clear: () => void lines.splice(0),
  });
  return me;
}
