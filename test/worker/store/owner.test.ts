import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOwner } from '../../../worker/store/embedded/owner.ts';

const SOMEBODY = 65_534;
const isRoot = userInfo().uid === 0;

test.runIf(isRoot)(
  'root runs the database of another user as that user, who can start it afterwards',
  async () => {
    const cluster = await mkdtemp(join(tmpdir(), 'shipsheet-owner-'));
    try {
      await chown(cluster, SOMEBODY, SOMEBODY);
      expect(await findOwner(cluster)).toEqual({ uid: SOMEBODY, gid: SOMEBODY });
      const made = await findOwner(join(cluster, 'none yet'));
      expect(made.uid).toBeGreaterThan(0);
      expect(made.uid).not.toBe(SOMEBODY);
    } finally {
      await rm(cluster, { recursive: true });
    }
  },
);

test.skipIf(isRoot)('any other user runs it as itself', async () => {
  expect(await findOwner(tmpdir())).toEqual({});
});
