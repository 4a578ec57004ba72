import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRetryable } from '../../../worker/connectors/contract.ts';
import {
  basicAuth,
  httpProblem,
  jsonRequest,
  parseJson,
  retryAfterMs,
  vendorText,
  withQuery,
} from '../../../worker/connectors/http.ts';
import { PARCELS } from '../../contracts/connector-fixture.ts';

const reply = (status: number, body = '', headers: Record<string, string> = {}) => ({
  status,
  body,
  headers,
});

describe('requests', () => {
  it('have their query encoded, without what is empty', () => {
    expect(
      withQuery('https://x.example/o', { q: 'a&b=ü', none: undefined, blank: '', n: 0, l: ['1', '2'] }),
    ).toBe('https://x.example/o?q=a%26b%3D%C3%BC&n=0&l=1&l=2');
    expect(withQuery('https://x.example/o', {})).toBe('https://x.example/o');
  });
  it('say that they send JSON only when they send any', () => {
    expect(jsonRequest('GET', 'https://x.example', {}).headers).toEqual({ Accept: 'application/json' });
    expect(jsonRequest('POST', 'https://x.example', { body: { a: 1 } })).toEqual({
      method: 'POST',
      url: 'https://x.example',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: '{"a":1}',
    });
  });
  it('sign in by name and password in UTF-8', () => {
    expect(basicAuth('key', 'gehëim')).toBe('Basic a2V5OmdlaMOraW0=');
  });
});

describe('F5: Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['1.5', 1500],
    [' 7 ', 7000],
    ['Sun, 01 Mar 2026 10:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
    ['', undefined],
    ['-5', undefined],
  ])('%j is %s ms', (text, ms) => {
    expect(retryAfterMs({ 'retry-after': text }, Date.parse('2026-03-01T10:00:00Z'))).toBe(ms);
  });
  it('is held against the clock of the one who says it', () => {
    const headers = { 'retry-after': 'Sun, 01 Mar 2026 10:00:30 GMT', date: 'Sun, 01 Mar 2026 10:00:20 GMT' };
    expect(retryAfterMs(headers, Date.parse('2026-03-02T00:00:00Z'))).toBe(10_000);
  });
});

describe('problems by status', () => {
  it.each([
    [400, 'api.http-400', false],
    [401, 'partner.auth', false],
    [402, 'partner.plan', false],
    [403, 'partner.auth', false],
    [404, 'api.http-404', false],
    [408, 'api.http-408', true],
    [409, 'api.http-409', false],
    [422, 'api.http-422', false],
    [429, 'api.http-429', true],
    [500, 'api.http-500', true],
    [503, 'api.http-503', true],
  ])('%i is %s, and may be tried again: %s', (status, code, again) => {
    const problem = httpProblem(reply(status, 'Zoë Quillon'));
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify(problem)).not.toContain('Quillon');
    expect(isRetryable(problem)).toBe(again);
  });
  it.each([
    ['api.timeout', true],
    ['api.network', true],
    ['api.answer-unreadable', false],
    ['api.redirected', false],
    ['command.not-built', false],
    ['preflight.nothing', false],
    ['partner.rejected', false],
  ])('%s may be tried again: %s', (code, again) => {
    expect(isRetryable({ code, message: '' })).toBe(again);
  });
});

describe('answers', () => {
  const schema = z.object({ id: z.string() });
  it('are parsed, with more in them than was asked for', () => {
    // The tables take no NUL, and no half of an emoji.
    expect(parseJson(reply(200, '{"id":"a\\u0000\\ud83d"}'), schema)).toMatchObject({
      value: { id: 'a\ufffd' },
    });
    expect(parseJson(reply(200, '\uFEFF{"id":"a","more":1}'), schema)).toEqual({
      ok: true,
      value: { id: 'a' },
    });
  });
  it.each([
    [200, '{"id":1}', 'api.answer-unreadable'],
    [204, '', 'api.answer-unreadable'],
    [500, '{"id":"a"}', 'api.http-500'],
    [302, '{"id":"a"}', 'api.http-302'],
  ])('%i %s is %s', (status, body, code) => {
    expect(parseJson(reply(status, body), schema)).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('words of a vendor', () => {
  const { to } = PARCELS[0];
  it.each([
    ['SKU GAME is not known', 'SKU GAME is not known'],
    [`Cannot ship to ${to.address1}, ${to.city}`, 'Cannot ship to …, …'],
    [`recipient "${to.name}" is too long`, 'recipient "…" is too long'],
    ['zoë is not at home', '… is not at home'],
    [`${to.email} bounced`, '… bounced'],
    ['other@example.net bounced', '… bounced'],
    ['call +1 (937) 555-0142 first', 'call … first'],
    ['postal code 45434 is wrong', 'postal code … is wrong'],
    ['address2 is longer than 35 characters', 'address2 is longer than 35 characters'],
    ['two\n lines', 'two lines'],
  ])('%j is told as %j', (said, told) => {
    expect(vendorText(said, to)).toBe(told);
  });
  it('are cut at 200 characters', () => {
    expect(vendorText('word '.repeat(100))).toHaveLength(200);
  });
});
