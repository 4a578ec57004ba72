/** Reading answers of the JSON API in tests: what a test looks at is parsed, never cast. */

import { request } from 'node:http';
import { z } from 'zod';
import type { TestServer } from './server.ts';

/** Calls the API and parses the answer; fails with the answer's own text where it has another shape. */
export async function read<T extends z.ZodType>(
  server: TestServer,
  shape: T,
  method: string,
  path: string,
  body?: unknown,
): Promise<z.infer<T>> {
  const answer = await server.call(method, path, body);
  const parsed = shape.safeParse(answer.body);
  if (!parsed.success) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return parsed.data;
}

const problem = z.object({ status: z.number(), code: z.string(), detail: z.string() });

/** The refusal that a call gets. */
export async function refusal(server: TestServer, method: string, path: string, body?: unknown) {
  const answer = await server.call(method, path, body);
  return { httpStatus: answer.status, ...problem.parse(answer.body) };
}

/** A request with headers of its own, which fetch would not send: the status alone. */
export function statusWith(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((done, failed) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    sent.on('error', failed);
    sent.end();
  });
}
