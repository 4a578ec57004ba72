import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScriptHost } from '../../../../worker/local/script/host.ts';
import { hostOf, session } from './host.ts';

let server: Server;
let base: string;
let host: ScriptHost;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      if (url === '/moved') {
        response.writeHead(302, { location: '/echo' }).end();
        return;
      }
      response.writeHead(url === '/teapot' ? 418 : 200, {
        'content-type': 'application/json',
        'set-cookie': ['a=1', 'b=2'],
      });
      response.end(
        JSON.stringify({ method, url, type: headers['content-type'], key: headers['x-key'], body }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  host = await hostOf(`function get(url, params) {
      const answer = UrlFetchApp.fetch(url, params || {});
      return { code: answer.getResponseCode(), body: JSON.parse(answer.getContentText() || 'null'),
        cookies: answer.getAllHeaders()['set-cookie'], type: answer.getHeaders()['content-type'] };
    }
    function form(url) { return get(url, { method: 'post', payload: { a: '1 2', b: 'ü' } }).body; }
    function blob(url) { return get(url, { payload: Utilities.newBlob('x,y', 'text/csv') }).body; }
    function all(urls) { return UrlFetchApp.fetchAll(urls).map((one) => JSON.parse(one.getContentText()).url); }`);
});
afterAll(async () => {
  await host.close();
  await new Promise((resolve) => server.close(resolve));
});

test('fetches an address of this very process and reads status, body and headers', async () => {
  expect(await host.run('get', [`${base}/echo`], session)).toEqual({
    code: 200,
    body: { method: 'GET', url: '/echo', body: '' },
    cookies: ['a=1', 'b=2'],
    type: 'application/json',
  });
});

test('sends a method, headers and a payload', async () => {
  const params = {
    method: 'put',
    contentType: 'application/json',
    headers: { 'X-Key': 'k' },
    payload: '{"ü":1}',
  };
  expect(await host.run('get', [`${base}/echo`, params], session)).toMatchObject({
    body: { method: 'PUT', type: 'application/json', key: 'k', body: '{"ü":1}' },
  });
});

test('an object as payload is a form, and a blob brings its type', async () => {
  expect(await host.run('form', [`${base}/echo`], session)).toMatchObject({
    method: 'POST',
    type: 'application/x-www-form-urlencoded',
    body: 'a=1%202&b=%C3%BC',
  });
  expect(await host.run('blob', [`${base}/echo`], session)).toMatchObject({
    method: 'POST',
    type: 'text/csv',
    body: 'x,y',
  });
});

test('a bad status throws unless exceptions are muted', async () => {
  await expect(host.run('get', [`${base}/teapot`], session)).rejects.toThrow(
    `Request failed for ${base} returned code 418. Truncated server response: {"method":"GET"`,
  );
  expect(await host.run('get', [`${base}/teapot`, { muteHttpExceptions: true }], session)).toMatchObject({
    code: 418,
  });
});

test('redirects are followed unless that is switched off', async () => {
  expect(await host.run('get', [`${base}/moved`], session)).toMatchObject({
    code: 200,
    body: { url: '/echo' },
  });
  expect(await host.run('get', [`${base}/moved`, { followRedirects: false }], session)).toMatchObject({
    code: 302,
  });
});

test('several addresses are fetched in one call', async () => {
  expect(await host.run('all', [[`${base}/a`, `${base}/b`]], session)).toEqual(['/a', '/b']);
});

test('an address where nobody answers is named', async () => {
  await expect(host.run('get', ['http://127.0.0.1:1/'], session)).rejects.toThrow(
    'Address unavailable: http://127.0.0.1:1/',
  );
  await expect(host.run('get', ['ftp://example.com/'], session)).rejects.toThrow(
    'Invalid argument: ftp://example.com/',
  );
});
