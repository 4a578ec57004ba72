import { describe, expect, it } from 'vitest';
import { buildSidebar } from '../../../addon/sidebar/build.mjs';

const html = await buildSidebar({ minify: true });

describe('the page of the panels', () => {
  it('is one file that needs nothing else', () => {
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=/i);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('holds the mark for its boot data exactly once', () => {
    expect(html.split('"__BOOT__"')).toHaveLength(2);
  });

  it('is smaller than 300 KB', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  });

  it('holds no template marks of HtmlService', () => {
    expect(html).not.toMatch(/<\?/);
  });

  it('holds no control characters', () => {
    const odd = [...html].filter((character) => /\p{Cc}/u.test(character) && !/[\n\r\t]/.test(character));
    expect(odd).toEqual([]);
  });
});
