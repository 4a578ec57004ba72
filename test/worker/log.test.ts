import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createLog, errorForLog } from '../../worker/log.ts';
import { freshDatabase } from '../support/postgres.ts';

const logged = (error: unknown): string => {
  const lines: string[] = [];
  createLog('info', { write: (line: string) => void lines.push(line) }).error({ err: error }, 'failed');
  return lines.join('');
};
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('The log', () => {
  it('keeps of a database’s fault its code and the table, not the row', async () => {
    const client = new pg.Client({ connectionString: await freshDatabase() });
    await client.connect();
    await client.query('create table people (email text primary key)');
    await client.query("insert into people values ('ana@example.com')");
    const twice = logged(await thrownBy(() => client.query("insert into people values ('ana@example.com')")));
    expect(twice).toContain('"code":"23505"');
    expect(twice).toContain('"table":"people"');
    expect(twice).not.toContain('ana@');
    const wrong = logged(await thrownBy(() => client.query('select $1::int', ['Ana López'])));
    expect(wrong).toContain('"code":"22P02"');
    expect(wrong).not.toContain('López');
    await client.end();
  });

  it('does not quote what could not be parsed', async () => {
    const line = logged(await thrownBy(() => JSON.parse('Ana López, 12 Rua São João')));
    expect(line).toContain('SyntaxError');
    expect(line).not.toContain('Ana');
  });

  it('tells where it happened, and what of ours was undefined', async () => {
    const nothing: { readonly order?: { readonly lines: number } } = {};
    const line = logged(
      await thrownBy(() => Reflect.get(Object(Reflect.get(nothing, 'order')), 'x') ?? nothing.order!.lines),
    );
    expect(line).toContain("Cannot read properties of undefined (reading 'lines')");
    expect(line).toContain('log.test.ts');
  });

  it('keeps the words of the system', async () => {
    const error = await thrownBy(() => new pg.Client({ host: '127.0.0.1', port: 1 }).connect());
    expect(logged(error)).toContain('ECONNREFUSED');
  });

  it('keeps the cause in the same way, and of no error its kind alone', () => {
    const error = new Error('of ana@example.com', { cause: new Error('of Ana López') });
    expect(JSON.stringify(errorForLog(error))).not.toMatch(/ana@|López/);
    expect(errorForLog(error)).toMatchObject({ type: 'Error', cause: { type: 'Error' } });
    expect(errorForLog('ana@example.com')).toEqual({ type: 'string' });
  });
});
