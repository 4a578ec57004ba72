import { describe, expect, it } from 'vitest';
import { buildPages } from '../../../addon/sidebar/build.mjs';

const pages = await buildPages({ minify: true });

describe.each(Object.entries(pages))('the page %s', (_, html) => {
  it('is one file that needs nothing else', () => {
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=/i);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('holds the mark for its boot data exactly once', () => {
    expect(html.split('"__BOOT__"')).toHaveLength(2);
  });

  it('holds no template marks of HtmlService', () => {
    expect(html).not.toMatch(/<\?/);
  });

  it('holds no control characters', () => {
    const odd = [...html].filter((character) => /\p{Cc}/u.test(character) && !/[\n\r\t]/.test(character));
    expect(odd).toEqual([]);
  });
});
