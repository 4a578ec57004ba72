/** A worker with two connections, as the add-on's pipe would tell it. */
import type { ConnectionView, State, VendorView } from '../../../shared/sync/wire.ts';
import { Refusal, type Server } from './harness.ts';

const SANDBOX: VendorView = {
  vendor: 'sandbox',
  label: 'Sandbox 3PL',
  can: ['push', 'update', 'cancel', 'sync', 'webhooks', 'track'],
  fields: [
    {
      name: 'account',
      label: 'Account',
      secret: false,
      help: 'Any name: each account is a warehouse of its own',
      required: true,
      setting: false,
      choices: [],
    },
  ],
};
const SHIPSTATION: VendorView = {
  vendor: 'shipstation',
  label: 'ShipStation',
  can: ['push', 'cancel', 'sync', 'webhooks'],
  fields: [
    {
      name: 'apiKey',
      label: 'API key',
      secret: true,
      help: 'In ShipStation under Settings, Account, API Settings',
      required: true,
      setting: false,
      choices: [],
    },
    {
      name: 'apiSecret',
      label: 'API secret',
      secret: true,
      help: '',
      required: true,
      setting: false,
      choices: [],
    },
    {
      name: 'units',
      label: 'Weights in',
      secret: false,
      help: '',
      required: false,
      setting: true,
      choices: [
        { value: 'grams', label: 'Grams' },
        { value: 'ounces', label: 'Ounces' },
      ],
    },
  ],
};

export function connection(more: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 'c-1',
    name: 'Sandbox 3PL',
    vendor: 'sandbox',
    label: 'Sandbox 3PL',
    can: SANDBOX.can,
    limit: '600 calls a minute',
    lastSuccess: '2026-03-01 10:22:31Z',
    lastError: null,
    webhook: null,
    channels: ['US 3PL'],
    ...more,
  };
}

export const BROKEN = connection({
  id: 'c-2',
  name: 'ShipStation of the Rotterdam warehouse, second account',
  vendor: 'shipstation',
  label: 'ShipStation',
  can: SHIPSTATION.can,
  limit: '40 calls a minute',
  lastError: {
    code: 'partner.auth',
    message:
      'ShipStation does not take the API key any more. Make a new one there and change the credentials here.',
    at: '2026-03-01 09:00:00Z',
  },
  webhook: {
    url: 'https://worker.example.com/webhooks/c-2/4f1d0a9be2c34d7c8a55',
    setUp:
      'In ShipStation under Settings, Integrations, Webhooks: add one for “On Items Shipped” with this address.',
  },
  channels: ['EU 3PL', 'UK 3PL'],
});

type Numbers = State['channels'][number];
export function numbers(more: Partial<Numbers> = {}): Numbers {
  return {
    name: 'US 3PL',
    connection: 'Sandbox 3PL',
    lastSync: '2026-03-01 10:22:31Z',
    nextSync: '2026-03-01 10:37:31Z',
    lastError: '',
    waiting: 0,
    unknown: 0,
    accepted: 0,
    refused: 0,
    shipped: 0,
    ...more,
  };
}

export function state(more: Partial<State> = {}): State {
  return {
    version: 1,
    everyMinutes: 15,
    connections: [connection()],
    vendors: [SANDBOX, SHIPSTATION],
    channels: [numbers()],
    stuck: [],
    busy: { sending: 0, asking: 0, writing: 0 },
    ...more,
  };
}

/** A paired spreadsheet: `answers` by method and path; the state is the first. */
export function paired(answers: Readonly<Record<string, (body: unknown) => unknown>>): Server {
  return {
    workerState: () => ({
      paired: true,
      address: 'https://worker.example.com',
      offered: '',
      copy: false,
    }),
    openPanel: () => ({ ok: true }),
    askWorker: ({ method, path, body }) => {
      const answer = answers[`${method} ${path}`];
      if (answer === undefined) throw new Error(`The worker has no ${method} ${path}`);
      return { status: 200, body: answer(body) ?? null };
    },
  };
}

export const away = (): never => {
  throw new Refusal(
    'worker.away',
    'The worker cannot be reached (it does not answer). Nothing is lost: what is not sent stays so. Check its address under Set Up, Connections, and run Sync Now later.',
  );
};
