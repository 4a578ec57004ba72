import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../worker/config.ts';

const PRIVATE = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n';
const KEY = JSON.stringify({
  type: 'service_account',
  client_email: 'worker@shipsheet.iam.gserviceaccount.com',
  private_key: PRIVATE,
});
const VAULT = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const WHOLE = {
  PUBLIC_URL: 'https://worker.example.com/',
  DATABASE_URL: 'postgres://shipsheet:s3cret-of-db@db:5432/shipsheet',
  SHIPSHEET_KEYS: VAULT,
  OPERATOR_PASSWORD: 'correct horse battery',
  GOOGLE_CREDENTIALS: KEY,
};
const problems = (
  env: Record<string, string | undefined>,
  files: Record<string, string> = {},
): readonly string[] => {
  try {
    readConfig(env, (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`ENOENT ${path}`);
      return text;
    });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('The environment', () => {
  it('is read, with what is usual where nothing is said', () => {
    expect(readConfig(WHOLE)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://worker.example.com',
      databaseUrl: WHOLE.DATABASE_URL,
      dataFolder: '.data/worker',
      keys: VAULT,
      operatorPassword: 'correct horse battery',
      google: {
        email: 'worker@shipsheet.iam.gserviceaccount.com',
        credential: { client_email: 'worker@shipsheet.iam.gserviceaccount.com', private_key: PRIVATE },
      },
      oauth: null,
      trustProxy: false,
      logLevel: 'info',
      graceMs: 25_000,
      drainMs: 3000,
      metricsToken: undefined,
    });
  });

  it('tells all that is missing at once', () => {
    const told = problems({});
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'PUBLIC_URL',
      'OPERATOR_PASSWORD',
      'GOOGLE_APPLICATION_CREDENTIALS',
    ]);
    expect(told.every((line) => line.includes('is missing'))).toBe(true);
  });

  it('takes a blank for not set, as compose files write it', () => {
    expect(problems({ ...WHOLE, OPERATOR_PASSWORD: '  ' })).toEqual([
      'OPERATOR_PASSWORD is missing: it keeps the operator’s page to yourself.',
    ]);
    expect(readConfig({ ...WHOLE, PORT: '' }).port).toBe(8080);
  });

  it('asks for the vault’s keys where a database is shared, and for none with the embedded one', () => {
    expect(problems({ ...WHOLE, SHIPSHEET_KEYS: undefined })[0]).toContain('all workers need the same keys');
    expect(problems({ ...WHOLE, DATABASE_URL: undefined, SHIPSHEET_KEYS: undefined })).toEqual([]);
  });

  it.each([
    ['PUBLIC_URL', 'worker.example.com'],
    ['PUBLIC_URL', 'http://worker.example.com'],
    ['PUBLIC_URL', 'https://worker.example.com/?a=1'],
    ['DATABASE_URL', 'mysql://s3cret-of-db@db/x'],
    ['DATABASE_URL', 'postgres://a:s3cret-of db@db/x'],
    ['DATABASE_URL', 'postgres://a:s3cret/of-db@db/x'],
    ['SHIPSHEET_KEYS', 's3cret-of-vault'],
    ['SHIPSHEET_KEYS', 'k1:s3cret+of+vault'],
    ['SHIPSHEET_KEYS', `${VAULT},${VAULT}`],
    ['OPERATOR_PASSWORD', 's3cret'],
    ['OPERATOR_PASSWORD', 'scrypt:1:8:1:s3cret:s3cret'],
    ['GOOGLE_CREDENTIALS', '{"private_key":"s3cret"'],
    ['GOOGLE_CREDENTIALS', '{"private_key":"s3cret"}'],
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', 'proxy.example.com'],
    ['TRUST_PROXY', '999.1.1.1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['GRACE_SECONDS', '0'],
    ['GRACE_SECONDS', 'soon'],
    ['DRAIN_SECONDS', '61'],
    ['METRICS_TOKEN', 's3cret'],
  ])('refuses %s %s, names it, and shows no secret', (name, value) => {
    const told = problems({ ...WHOLE, [name]: value });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^${name} `));
    expect(told[0]).not.toContain('s3cret');
  });

  it.each([
    ['2', 2],
    ['0', false],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
    ['uniquelocal', ['uniquelocal']],
  ])('takes TRUST_PROXY %s', (text, value) => {
    expect(readConfig({ ...WHOLE, TRUST_PROXY: text }).trustProxy).toEqual(value);
  });

  it('reads the Google key from a file, or takes the account of the machine', () => {
    const env = {
      ...WHOLE,
      GOOGLE_CREDENTIALS: undefined,
      GOOGLE_APPLICATION_CREDENTIALS: '/keys/worker.json',
    };
    expect(problems(env, { '/keys/worker.json': KEY })).toEqual([]);
    expect(problems(env)).toEqual([
      'GOOGLE_APPLICATION_CREDENTIALS names /keys/worker.json, which cannot be read.',
    ]);
    const account = 'worker@shipsheet.iam.gserviceaccount.com';
    const none = { ...WHOLE, GOOGLE_CREDENTIALS: undefined };
    expect(readConfig({ ...none, GOOGLE_ACCOUNT: account }).google).toEqual({
      email: account,
      credential: 'default',
    });
    expect(problems({ ...none, GOOGLE_ACCOUNT: 'ana@example.com' })[0]).toMatch(/^GOOGLE_ACCOUNT /);
  });

  it('takes an OAuth client whole or not at all', () => {
    const GOOGLE_CLIENT_ID = '1234-abc.apps.googleusercontent.com';
    const GOOGLE_CLIENT_SECRET = 'GOCSPX-s3cret';
    expect(readConfig({ ...WHOLE, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET }).oauth).toEqual({
      clientId: GOOGLE_CLIENT_ID,
      clientSecret: GOOGLE_CLIENT_SECRET,
    });
    expect(problems({ ...WHOLE, GOOGLE_CLIENT_ID })).toEqual([
      'GOOGLE_CLIENT_SECRET is missing: it belongs to GOOGLE_CLIENT_ID.',
    ]);
    expect(problems({ ...WHOLE, GOOGLE_CLIENT_SECRET })).toEqual([
      'GOOGLE_CLIENT_ID is missing: GOOGLE_CLIENT_SECRET belongs to it.',
    ]);
    const [told = ''] = problems({ ...WHOLE, GOOGLE_CLIENT_ID: 's3cret', GOOGLE_CLIENT_SECRET });
    expect(told).toMatch(/^GOOGLE_CLIENT_ID /);
    expect(told).not.toContain('s3cret');
  });

  it('allows http for localhost alone, to try it', () => {
    expect(readConfig({ ...WHOLE, PUBLIC_URL: 'http://localhost:8080' }).publicUrl).toBe(
      'http://localhost:8080',
    );
  });
});
