import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { z } from 'zod';
import { sheetsApi } from '../../../../worker/local/api/router.ts';
import type { Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { type Checker, discoveryChecker } from './discovery.ts';

export interface Harness {
  readonly client: sheets_v4.Sheets;
  readonly url: string;
  /** What answers at `url`, for a server that stands before it. */
  readonly app: express.Express;
  readonly workbooks: Map<string, Workbook>;
  /** The id of a new workbook with one blank sheet. */
  fresh(): string;
  book(id: string): Workbook;
  /** What did not fit the discovery document until now. */
  readonly faults: string[];
  readonly checker: Checker;
  /** Exchanges checked until now. */
  readonly checked: () => number;
  close(): Promise<void>;
}

/** The API on the loopback address, each exchange that succeeds held against the discovery document. */
export async function startApi(): Promise<Harness> {
  const checker = discoveryChecker();
  const workbooks = new Map<string, Workbook>();
  const faults: string[] = [];
  const errors: unknown[] = [];
  let checked = 0;
  const add = (title: string) => {
    const workbook = createWorkbook({ id: `book${workbooks.size}_${'x'.repeat(36)}`, title });
    workbooks.set(workbook.id, workbook);
    return workbook;
  };
  const app = express();
  app.use((request, response, next) => {
    const send = response.json.bind(response);
    response.json = (answer: unknown) => {
      if (response.statusCode === 200) {
        checked++;
        const query = z.record(z.string(), z.unknown()).parse(request.query);
        const body: unknown = request.method === 'GET' ? undefined : request.body;
        const path = request.originalUrl.split('?')[0] ?? '';
        const found = checker.check({ method: request.method, path, query, body, answer });
        faults.push(...found.map((fault) => `${request.method} ${path}: ${fault}`));
      }
      return send(answer);
    };
    next();
  });
  app.use(sheetsApi({ workbooks: (id) => workbooks.get(id), create: add, onError: (e) => errors.push(e) }));
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    client: sheets({ version: 'v4', auth: 'a-key', rootUrl: `${url}/`, retry: false }),
    url,
    app,
    workbooks,
    fresh: () => add('A campaign').id,
    book(id) {
      const workbook = workbooks.get(id);
      if (workbook === undefined) throw new Error(`no workbook ${id}`);
      return workbook;
    },
    faults,
    checker,
    checked: () => checked,
    async close() {
      await new Promise((done) => server.close(done));
      if (errors.length > 0) throw errors[0];
    },
  };
}

const refusal = z.object({
  response: z.object({
    status: z.number(),
    data: z.object({
      error: z.strictObject({
        code: z.number(),
        message: z.string(),
        status: z.string(),
        details: z
          .array(
            z.strictObject({
              '@type': z.literal('type.googleapis.com/google.rpc.BadRequest'),
              fieldViolations: z.array(z.strictObject({ field: z.string(), description: z.string() })),
            }),
          )
          .optional(),
      }),
    }),
  }),
});

/** The API's error of a call that must fail. */
export async function refused(call: Promise<unknown>) {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome === undefined) throw new Error('The call was not refused.');
  const { response } = refusal.parse(outcome);
  if (response.status !== response.data.error.code) throw new Error('Status and code differ.');
  return response.data.error;
}
