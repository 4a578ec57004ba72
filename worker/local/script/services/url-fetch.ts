import type { FetchAnswer, FetchRequest } from '../backend.ts';
import { blob, toBytes } from './blob.ts';
import { decodeUtf8, encodeUtf8, signed } from './bytes.ts';
import type { Context } from './context.ts';
import { badParameters, exception, only } from './only.ts';
import { needs } from './permission.ts';

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
/** Google cuts the answer in its error message. */
const SHOWN_OF_ANSWER = 500;

const FORM = 'application/x-www-form-urlencoded';

type Params = Readonly<Record<string, unknown>>;

export function urlFetchApp(context: Context): object {
  const send = (requests: readonly Params[]): object[] => {
    needs(context.backend, 'UrlFetchApp.fetch', 'script.external_request');
    const answers = context.backend.fetch(requests.map((params) => request(context, params)));
    return answers.map((answer, index) => {
      const { url, muteHttpExceptions } = requests[index] ?? {};
      if (answer.status >= 400 && muteHttpExceptions !== true) throw failed(String(url), answer);
      return response(context, answer);
    });
  };
  return only('UrlFetchApp', {
    fetch: (url: unknown, params: unknown = {}) => send([{ ...readParams(params), url }])[0],
    fetchAll(requests: unknown): object[] {
      if (!Array.isArray(requests)) throw badParameters('UrlFetchApp.fetchAll', [requests]);
      return send(requests.map((one) => (typeof one === 'string' ? { url: one } : readParams(one))));
    },
  });
}

function readParams(params: unknown): Params {
  if (typeof params !== 'object' || params === null) throw badParameters('UrlFetchApp.fetch', [params]);
  return { ...params };
}

function request(context: Context, params: Params): FetchRequest {
  const { url, method = 'get', headers = {}, contentType, payload, followRedirects } = params;
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url))
    throw exception(`Invalid argument: ${String(url)}`);
  const name = String(method).toLowerCase();
  if (!METHODS.includes(name)) throw exception(`Attribute provided with invalid value: method`);
  if (typeof headers !== 'object' || headers === null) {
    throw exception('Attribute provided with invalid value: headers');
  }
  const body = payload === undefined || payload === null ? undefined : payloadBytes(context, payload);
  const type = contentType ?? context.known.recall(payload, 'blob')?.contentType ?? FORM;
  const all = Object.entries(headers).map(([key, value]): [string, string] => [key, String(value)]);
  return {
    url,
    // A payload makes a POST of what was left as GET.
    method: name === 'get' && body !== undefined ? 'POST' : name.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'content-type': String(type) }), ...Object.fromEntries(all) },
    ...(body === undefined ? {} : { body }),
    followRedirects: followRedirects !== false,
  };
}

function payloadBytes(context: Context, payload: unknown): Uint8Array {
  const isForm =
    typeof payload === 'object' &&
    payload !== null &&
    !Array.isArray(payload) &&
    context.known.recall(payload, 'blob') === undefined;
  if (!isForm) return toBytes(context, payload, 'UrlFetchApp.fetch');
  return encodeUtf8(
    Object.entries(payload)
      .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
      .join('&'),
  );
}

function failed(url: string, answer: FetchAnswer): Error {
  const host = /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? url;
  return exception(
    `Request failed for ${host} returned code ${answer.status}. Truncated server response: ` +
      `${decodeUtf8(answer.body).slice(0, SHOWN_OF_ANSWER)} (use muteHttpExceptions option to examine full response)`,
  );
}

function response(context: Context, answer: FetchAnswer): object {
  const headers = (join: (values: string[]) => unknown) => {
    const all = new Map<string, string[]>();
    for (const [name, value] of answer.headers) all.set(name, [...(all.get(name) ?? []), value]);
    return Object.fromEntries([...all].map(([name, values]) => [name, join(values)]));
  };
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
  return only('HTTPResponse', {
    getResponseCode: () => answer.status,
    getContentText: () => decodeUtf8(answer.body),
    getContent: () => signed(answer.body),
    getBlob: () => blob(context, { bytes: answer.body, contentType: type, name: null }),
    getHeaders: () => headers((values) => values.join(', ')),
    getAllHeaders: () => headers((values) => (values.length === 1 ? values[0] : values)),
  });
}
