import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword, isPasswordHash } from '../../../worker/auth/password.ts';

describe('A password', () => {
  it('is known again by its hash, which is another each time', async () => {
    const [one, two] = await Promise.all([
      hashPassword('correct horse battery'),
      hashPassword('correct horse battery'),
    ]);
    expect(one).not.toBe(two);
    expect(one).not.toContain('horse');
    expect(await isPassword('correct horse battery', one)).toBe(true);
    expect(await isPassword('correct horse batterY', one)).toBe(false);
    expect(await isPassword('', one)).toBe(false);
  });

  it('is the same however its letters were composed', async () => {
    const hash = await hashPassword('für Ana, 12 Zeichen'.normalize('NFC'));
    expect(await isPassword('für Ana, 12 Zeichen'.normalize('NFD'), hash)).toBe(true);
  });

  it('has a hash that a compose file may hold', async () => {
    const hash = await hashPassword('correct horse battery');
    expect(isPasswordHash(hash)).toBe(true);
    expect(hash).toMatch(/^scrypt:65536:8:2:[\w-]+:[\w-]+$/);
  });

  it.each([
    '',
    'correct horse battery',
    'scrypt:1024:8:1:c2FsdHNhbHQ:AAAA',
    'scrypt:65535:8:1:c2FsdHNhbHQ:JTXLdUDIHwvKBdYFhKZ5qTOJ_G7wqtj-wQAQzEjMJZA',
    'scrypt:1073741824:8:1:c2FsdHNhbHQ:JTXLdUDIHwvKBdYFhKZ5qTOJ_G7wqtj-wQAQzEjMJZA',
  ])('is matched by no broken, cheap or boundless hash: %s', async (hash) => {
    expect(isPasswordHash(hash)).toBe(false);
    expect(await isPassword('correct horse battery', hash)).toBe(false);
  });
});
