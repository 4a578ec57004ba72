import type { FetchAnswer, FetchRequest } from './backend.ts';

/** How long UrlFetchApp waits for an answer. Google names no figure; a minute is what is seen. */
const LONGEST = 60_000;

/** Performs a request of UrlFetchApp, with the words that Google uses when nobody answers. */
export async function performFetch(request: FetchRequest): Promise<FetchAnswer> {
  let response: Response;
  let body: ArrayBuffer;
  try {
    response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: request.followRedirects ? 'follow' : 'manual',
      signal: AbortSignal.timeout(LONGEST),
      ...(request.body === undefined ? {} : { body: new Uint8Array(request.body) }),
    });
    body = await response.arrayBuffer();
  } catch (error) {
    throw new Error(`Address unavailable: ${request.url}`, { cause: error });
  }
  return { status: response.status, headers: [...response.headers], body: new Uint8Array(body) };
}
