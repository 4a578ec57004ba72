/**
 * A vendor that is made of its own document: it takes only requests that fit (path, query, headers, credentials, body),
 * and answers with the document's examples.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Document, OpenAPIBackend, type ValidationResult } from 'openapi-backend';
import { z } from 'zod';
import type { HttpRequest } from '../../worker/connectors/contract.ts';
import { isObject, type Json, resolved, vendorJson } from './document.ts';
import { makeStrict, operationsOf } from './strict.ts';

export interface Patches {
  /** Repairs what the document has wrong, in place, before it is made strict. Say why at each. */
  readonly patch?: (document: Json) => void;
}

export interface Example {
  /** `201 shipment_created`. */
  readonly name: string;
  readonly status: number;
  readonly value: Json;
}

/** A vendor's document, ready to check requests against. */
export interface Vendor {
  /** What is wrong with a request to an operation (`POST /orders/createorders`), one line a fault; [] for nothing. */
  validRequest(operation: string, request: HttpRequest): string[];
  /** The JSON answers that the document shows for an operation; [] for none. */
  examples(operation: string): Example[];
  /** For the mock. */
  readonly backend: OpenAPIBackend;
}

const DOCUMENT = z.custom<Document>(
  (value) => typeof value === 'object' && value !== null && 'openapi' in value && 'paths' in value,
  'not an OpenAPI document',
);

const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  uri: /^[a-z][a-z0-9+.-]*:\/\/\S+$/i,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Query values as the validator wants them: a name given twice is a list. */
function queryOf(url: URL): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const values = url.searchParams.getAll(name);
      const [first] = values;
      return [name, values.length === 1 && first !== undefined ? first : values];
    }),
  );
}

const linesOf = ({ errors }: ValidationResult): string[] =>
  (errors ?? []).map(
    (error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`,
  );

/** What an operation demands of the credentials and a request lacks; "" for nothing. */
function missingCredentials(document: Json, operation: Json, headers: ReadonlyMap<string, string>): string {
  const root = isObject(document) ? document : {};
  const demands =
    isObject(operation) && operation.security !== undefined ? operation.security : root.security;
  if (!Array.isArray(demands) || demands.length === 0) return '';
  const schemes = isObject(root.components) ? root.components.securitySchemes : {};
  const lacks = demands.filter(isObject).map((demand) =>
    Object.keys(demand)
      .filter((name) => {
        const scheme = resolved(document, isObject(schemes) ? schemes[name] : undefined);
        if (!isObject(scheme)) return true;
        if (scheme.type === 'apiKey' && scheme.in === 'header')
          return !headers.get(String(scheme.name).toLowerCase());
        const basic = scheme.type === 'http' && scheme.scheme === 'basic';
        return !(basic ? /^Basic [A-Za-z0-9+/]+=*$/ : /^Bearer \S+$/).test(
          headers.get('authorization') ?? '',
        );
      })
      .join(' and '),
  );
  return lacks.includes('') ? '' : `credentials are missing: ${lacks.join(', or ')}`;
}

function examplesOf(document: Json, operation: Json): Example[] {
  const responses = isObject(operation) && isObject(operation.responses) ? operation.responses : {};
  return Object.entries(responses).flatMap(([status, response]) => {
    const there = resolved(document, response);
    const content =
      isObject(there) && isObject(there.content) ? there.content['application/json'] : undefined;
    if (!isObject(content)) return [];
    const named = Object.entries(isObject(content.examples) ? content.examples : {}).flatMap(
      ([name, example]) => {
        const found = resolved(document, example);
        return isObject(found) && found.value !== undefined ? [{ name, value: found.value }] : [];
      },
    );
    const alone = content.example === undefined ? [] : [{ name: 'example', value: content.example }];
    return [...named, ...alone].map((one) => ({
      name: `${status} ${one.name}`,
      status: Number(status),
      value: one.value,
    }));
  });
}

/** Loads a file of the vendors' folder, `shipstation/v1-openapi.prism.json`. */
export async function loadVendor(spec: string, { patch }: Patches = {}): Promise<Vendor> {
  const document = vendorJson(spec);
  patch?.(document);
  makeStrict(document);
  const operations = new Map(operationsOf(document).map(({ name, operation }) => [name, operation]));
  const backend = new OpenAPIBackend({
    definition: DOCUMENT.parse(structuredClone(document)),
    quick: true,
    ajvOpts: { allErrors: true, strict: false, formats: FORMATS },
  });
  await backend.init();

  return {
    backend,
    validRequest(name, request) {
      const operation = operations.get(name);
      if (!operation) throw new Error(`${spec} has no operation ${name}.`);
      const url = new URL(request.url);
      const headers = new Map(Object.entries(request.headers).map(([n, v]) => [n.toLowerCase(), v]));
      const asked = {
        method: request.method,
        path: url.pathname,
        query: queryOf(url),
        headers: Object.fromEntries(headers),
        ...(request.body !== undefined && { body: request.body }),
      };
      const matched = backend.matchOperation(asked)?.operationId;
      if (matched !== name)
        return [`${request.method} ${url.pathname} is ${matched ?? 'no operation'}, not ${name}`];
      const faults = linesOf(backend.validateRequest(asked, name));
      const lacking = missingCredentials(document, operation, headers);
      if (lacking !== '') faults.push(lacking);
      if (operation.requestBody !== undefined && request.body === undefined)
        faults.push('the body is missing');
      if (operation.requestBody === undefined && request.body !== undefined)
        faults.push('no body is expected');
      if (request.body !== undefined && !headers.get('content-type')?.startsWith('application/json')) {
        faults.push('the body is not said to be JSON');
      }
      return faults;
    },
    examples: (name) => examplesOf(document, operations.get(name) ?? null),
  };
}

export interface Mock extends Vendor {
  /** Base address, without a slash at the end. */
  readonly url: string;
  /** What came and did not fit: operation or address, then the faults. */
  readonly refused: string[];
  close(): Promise<void>;
}

/**
 * Starts a vendor on the loopback. A request that fits gets the first example of its operation; one that does not fit
 * gets 401 (credentials), 404 (no such operation) or 400 with the faults.
 */
export async function startMock(spec: string, patches: Patches = {}): Promise<Mock> {
  const vendor = await loadVendor(spec, patches);
  const refused: string[] = [];
  let url = '';

  function answer(request: HttpRequest): { status: number; body: Json } {
    const asked = new URL(request.url);
    const name = vendor.backend.matchOperation({
      method: request.method,
      path: asked.pathname,
      headers: {},
    })?.operationId;
    if (name === undefined) {
      refused.push(`${request.method} ${asked.pathname}`);
      return { status: 404, body: { message: 'no such operation' } };
    }
    const faults = vendor.validRequest(name, request);
    if (faults.length > 0) {
      refused.push(`${name}: ${faults.join('; ')}`);
      return {
        status: faults.some((f) => f.startsWith('credentials')) ? 401 : 400,
        body: { message: 'refused', faults },
      };
    }
    const [shown] = vendor.examples(name).filter((e) => e.status < 300);
    return { status: shown?.status ?? 200, body: shown?.value ?? {} };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = METHOD.safeParse(request.method);
      const body = Buffer.concat(chunks).toString('utf8');
      const { status, body: value } = method.success
        ? answer({
            method: method.data,
            url: `${url}${request.url ?? '/'}`,
            headers: Object.fromEntries(Object.entries(request.headers).map(([n, v]) => [n, String(v)])),
            ...(body !== '' && { body }),
          })
        : { status: 405, body: {} };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mock has no port.');
  url = `http://127.0.0.1:${address.port}`;
  return {
    ...vendor,
    url,
    refused,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  };
}

const METHOD = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
