/** The app with the creator's workbook and one that is shared with a partner, in memory. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import { pino } from 'pino';
import type { Permission } from '../../../../worker/drive/port.ts';
import { sheetsApi } from '../../../../worker/local/api/router.ts';
import type { Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import type { Sharing } from '../../../../worker/local/drive/port.ts';
import { createApp } from '../../../../worker/local/http/app.ts';
import { noScripts } from '../../../../worker/local/http/no-scripts.ts';
import type { Shelf } from '../../../../worker/local/http/ports.ts';
import { createRooms } from '../../../../worker/local/http/rooms.ts';

export const SECRET = 'pX7cQ2mB9s';
export const OWN = 'creator-book-1';
export const PARTNERS = 'partner-book-1';

export interface PartnerApp {
  readonly url: string;
  readonly app: Express;
  readonly own: Workbook;
  readonly partners: Workbook;
  /** Workbooks for which the add-on was started. */
  readonly withAddon: readonly string[];
  /** Shares the partner's workbook with these from now on; nobody ends it. */
  share(...permissions: Permission[]): void;
  remove(id: string): void;
  call(
    method: string,
    path: string,
    body?: unknown,
    session?: string,
  ): Promise<{ status: number; body: unknown; text: string }>;
  stop(): Promise<void>;
}

export const permission = (email: string, role: Permission['role'] = 'writer'): Permission => ({
  id: email,
  type: email === '' ? 'anyone' : 'user',
  role,
  email,
});

export async function startPartnerApp(
  pageFolder = join(import.meta.dirname, '../../../../worker/local/page'),
): Promise<PartnerApp> {
  const books = new Map(
    [OWN, PARTNERS].map((id) => [
      id,
      createWorkbook({ id, title: id === OWN ? 'Campaign' : 'US warehouse' }),
    ]),
  );
  const own = books.get(OWN) ?? createWorkbook({ id: OWN, title: '' });
  const partners = books.get(PARTNERS) ?? createWorkbook({ id: PARTNERS, title: '' });
  own.write(0, 0, 0, [['Email'], ['backer@example.com']], 'RAW');

  let permissions: readonly Permission[] = [permission('packer@example.com')];
  const listeners = new Set<(id: string) => void>();
  const sharing: Sharing = {
    of: (id) => (id === PARTNERS ? { secret: SECRET, permissions } : null),
    secretOf: () => SECRET,
    bySecret(secret) {
      if (secret !== SECRET || permissions.length === 0) return null;
      const role = permissions.some((one) => one.role === 'writer') ? 'writer' : 'reader';
      const [only, ...more] = permissions;
      return { workbookId: PARTNERS, role, user: more.length === 0 ? (only?.email ?? '') : '' };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const shelf: Shelf = {
    list: async () => [...books.values()].map(({ id, title }) => ({ id, title })),
    open: async (id) => books.get(id),
    create: async () => own,
    copy: async () => own,
    remove: async (id) => void books.delete(id),
    resetDemo: async () => undefined,
  };
  const withAddon: string[] = [];
  const rooms = createRooms(
    shelf,
    ({ id }) => {
      withAddon.push(id);
      return noScripts();
    },
    (id) => sharing.of(id) !== null,
  );
  const app = createApp({
    shelf,
    rooms,
    sharing,
    pageFolder,
    home: async () => OWN,
    sheetsApi: sheetsApi({ workbooks: (id) => books.get(id), create: () => own }),
    log: pino({ level: 'silent' }),
  });
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    app,
    own,
    partners,
    withAddon,
    share(...next) {
      permissions = next;
      for (const listener of listeners) listener(PARTNERS);
    },
    remove: (id) => void books.delete(id),
    async call(method, path, body, session) {
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(session !== undefined && { 'X-Session': session }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text, text };
    },
    async stop() {
      await rooms.closeAll();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
