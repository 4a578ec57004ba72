import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOwner } from '../../../worker/store/embedded/owner.ts';

const SOMEBODY = 65_534;

test('root runs the database of another user as that user, who can start it afterwards; others run it as themselves', async () => {
  const cluster = await mkdtemp(join(tmpdir(), 'shipsheet-owner-'));
  try {
    if (userInfo().uid !== 0) {
      expect(await findOwner(cluster)).toEqual({});
      return;
    }
    await chown(cluster, SOMEBODY, SOMEBODY);
    expect(await findOwner(cluster)).toEqual({ uid: SOMEBODY, gid: SOMEBODY });
    const made = await findOwner(join(cluster, 'none yet'));
    expect(made.uid).toBeGreaterThan(0);
    expect(made.uid).not.toBe(SOMEBODY);
  } finally {
    await rm(cluster, { recursive: true });
  }
});
