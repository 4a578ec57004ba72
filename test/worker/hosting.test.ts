import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../worker/config.ts';
import { createMetrics } from '../../worker/routes/metrics.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { VARIABLES } from '../../worker/variables.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));
const names: readonly string[] = VARIABLES.map(({ name }) => name);

/** A line of the table in the page, for each variable. */
const rows = VARIABLES.map((variable) => {
  const secret = 'secret' in variable ? ' (secret)' : '';
  const standard = 'standard' in variable ? variable.standard : 'unless' in variable ? '' : 'must be set';
  const unless = 'unless' in variable ? `must be set, unless ${variable.unless}` : '';
  return `| \`${variable.name}\` | ${variable.what}${secret} | ${standard}${unless} |`;
});

describe('docs/hosting.md', () => {
  const page = read('docs/hosting.md');

  it('has every variable of the environment, as it is', () => {
    const table = page.slice(page.indexOf('<!-- variables -->'), page.indexOf('<!-- /variables -->'));
    expect(table.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });

  it('names only variables that there are, beside those of the compose file', () => {
    const others = [
      'DOMAIN',
      'DB_PASSWORD',
      'WORKER_URL',
      'SIGTERM',
      'JSON',
      'TLS',
      'HTTP',
      'NTP',
      'API',
      'IAM',
    ];
    const named = [...page.matchAll(/`([A-Z][A-Z_]{3,})[`=]/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !names.includes(name) && !others.includes(name))).toEqual([]);
  });

  it('names only scripts, files and metrics that there are', async () => {
    const used = [...page.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
    expect(existsSync(join(root, 'compose.yaml'))).toBe(true);
    const nothing = { count: 0, oldestSeconds: 0 };
    const text = await createMetrics({ node: false }).text({
      jobs: [],
      requests: [],
      campaigns: 0,
      unprojected: nothing,
      events: nothing,
    });
    const metrics = [...page.matchAll(/`(shipsheet_\w+?)(?:_count)?[{`]/g)].map(([, name = '']) => name);
    expect(metrics.length).toBeGreaterThan(5);
    expect(metrics.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });
});

const text = z.union([z.string(), z.number()]).transform(String);
const compose = z
  .object({
    services: z.object({
      db: z.object({
        image: z.string(),
        volumes: z.array(z.string()),
        environment: z.record(z.string(), text),
      }),
      worker: z.object({
        environment: z.record(z.string(), text),
        secrets: z.array(z.string()),
        deploy: z.object({ replicas: z.number() }),
        depends_on: z.object({ db: z.object({ condition: z.literal('service_healthy') }) }),
        stop_grace_period: z.string().regex(/^\d+s$/),
        networks: z.array(z.string()),
        ports: z.undefined().optional(),
      }),
      proxy: z.object({ ports: z.array(z.string()), configs: z.array(z.object({ source: z.string() })) }),
    }),
    configs: z.record(z.string(), z.object({ content: z.string() })),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    volumes: z.record(z.string(), z.null()),
    networks: z.record(z.string(), z.null()),
  })
  .parse(parse(read('compose.yaml')));

describe('compose.yaml', () => {
  const { worker, db, proxy } = compose.services;

  it('runs PostgreSQL and two workers that only the proxy reaches', () => {
    expect(db.image).toMatch(/^postgres:17/);
    expect(worker.deploy.replicas).toBe(2);
    expect(worker.ports).toBeUndefined();
    expect(proxy.ports).toContain('443:443');
  });

  it('refers only to what it has', () => {
    expect(worker.secrets.filter((name) => !(name in compose.secrets))).toEqual([]);
    expect(proxy.configs.filter(({ source }) => !(source in compose.configs))).toEqual([]);
    expect(
      db.volumes.map((one) => one.split(':')[0] ?? '').filter((name) => !(name in compose.volumes)),
    ).toEqual([]);
  });

  it('sets only variables that the worker knows, and all that it needs', () => {
    expect(Object.keys(worker.environment).filter((name) => !names.includes(name))).toEqual([]);
    const env: Record<string, string> = {
      DOMAIN: 'worker.example.com',
      DB_PASSWORD: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      SHIPSHEET_KEYS: newKeys(),
      OPERATOR_PASSWORD: 'a long password',
    };
    const filled = Object.entries(worker.environment).map(([name, value]) => [
      name,
      value.replace(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_whole, key: string, other = '') => env[key] ?? other),
    ]);
    const key = {
      type: 'service_account',
      client_email: 'w@x.iam.gserviceaccount.com',
      private_key: 'PRIVATE KEY',
    };
    const config = readConfig(Object.fromEntries(filled), (path) => {
      expect(path).toBe('/run/secrets/google-key');
      return JSON.stringify(key);
    });
    expect(config).toMatchObject({
      publicUrl: 'https://worker.example.com',
      databaseUrl: 'postgres://shipsheet:0f1e2d3c4b5a69788796a5b4c3d2e1f0@db:5432/shipsheet',
      trustProxy: 1,
      metricsToken: undefined,
    });
    const grace = Number.parseInt(worker.stop_grace_period, 10) * 1000;
    expect(grace).toBeGreaterThan(config.drainMs + config.graceMs + 5000);
  });

  it('leaves the names of the proxy’s own variables to the proxy', () => {
    const { content } = compose.configs.caddyfile ?? { content: '' };
    // Two dollar signs are one for compose, which would fill in a single one.
    expect(content).toContain('{$$DOMAIN}');
    expect(content).toContain('name worker');
  });
});

describe('The Dockerfile', () => {
  const file = read('Dockerfile');

  it('copies only what is there and what .dockerignore lets in', () => {
    const ignore = read('.dockerignore').split('\n');
    const sources = [...file.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(ignore).toContain(`!${source}`);
    }
    expect(ignore[0]).toBe('*');
  });

  it('ends as a user without rights, with Node itself as the program', () => {
    const last = file.slice(file.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^CMD \["node", /m);
    expect(last).not.toMatch(/^RUN /m);
  });
});
