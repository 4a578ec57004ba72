import type { HttpRequest } from '../../../../worker/connectors/contract.ts';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { signatureOf } from '../../../../worker/connectors/sandbox/webhooks.ts';
import { connectorContract } from '../../../contracts/connector.ts';
import { PARCELS, type Situation } from '../../../contracts/connector-fixture.ts';
import { KEY, type Live, send, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
/** Clocks of the Sandbox begin here: 10:30:00 UTC is half past five in its warehouse. */
const START = Date.parse('2026-03-01T10:30:00Z');
/** Labels of the warehouse `demo`, in the order of its orders. */
const ORDER = 'SBX-2800001';
const NUMBER = '9400100000004131520198';

let live: Live | undefined;

/** A fresh Sandbox, in the situation. */
async function put(situation: Situation): Promise<Live> {
  await live?.stop();
  live = await startSandbox({ now: () => START });
  const { sandbox } = live;
  const [first, second] = PARCELS;
  const order = `key:${first.key}`;
  const account = sandbox.account('demo');
  const give = async (parcels = [first]): Promise<void> => {
    if (live) await send(connector.create.request(live.account, parcels));
  };
  switch (situation) {
    case 'create first exists':
    case 'find one':
    case 'update done':
    case 'cancel done':
      await give();
      break;
    case 'find two':
      account?.set({ dedupe: false });
      await give();
      await give();
      break;
    case 'update refused':
    case 'cancel refused':
      await give();
      await live.control({ do: 'act', action: 'pack', to: { order } });
      break;
    case 'list first page':
    case 'list last page':
      await give(Array.from({ length: 100 }, (_, i) => (i === 0 ? first : { ...first, key: `filler-${i}` })));
      await give([second]);
      break;
    case 'list shipped':
    case 'fetch shipped':
    case 'track one bad':
      await give();
      await live.control({ do: 'act', action: 'ship', to: { order } });
      break;
    case 'list split':
      await give();
      await live.control({ do: 'act', action: 'split', to: { order } });
      break;
    case 'list voided':
      await give();
      await live.control({ do: 'act', action: 'label', to: { order } });
      await live.control({ do: 'act', action: 'void', to: { order } });
      break;
    case 'list unknown status':
    case 'list undelivered':
      await give();
      await live.control({ do: 'act', action: 'ship', to: { order } });
      await live.control({
        do: 'scan',
        code: situation === 'list undelivered' ? 'UD' : 'Q7',
        to: { order },
      });
      break;
    default:
      break;
  }
  return live;
}

connectorContract('The Sandbox 3PL', {
  connector,
  account: () => ({
    baseUrl: connector.baseUrl,
    credentials: { warehouse: 'demo', key: KEY },
    settings: {},
  }),
  credentials: { warehouse: 'demo', key: KEY },
  never: {},
  async vendor(situation: Situation, request: HttpRequest) {
    const { url } = await put(situation);
    // An address that it refuses, and then repeats in its words.
    const body =
      situation === 'create second refused'
        ? request.body?.replace(PARCELS[1].to.address1, `${PARCELS[1].to.address1} REFUSE`)
        : request.body;
    return send({
      ...request,
      url: request.url.replace(connector.baseUrl, url),
      ...(body !== undefined && { body }),
    });
  },
  externalIds: [ORDER],
  facts: {
    stream: 'orders',
    shipped: { number: NUMBER, carrier: 'usps', shippedAt: '2026-03-01T10:30:00.000Z' },
    scan: { original: '2026-03-01T05:30:00-05:00', at: '2026-03-01T10:30:00.000Z' },
    unknown: 'Bagged for lane 14',
    undelivered: 'Undelivered: nobody home',
    tracked: [NUMBER, '9400100000000000000000'],
  },
  webhook: {
    body: `{"version":1.0,"id":"evt-${ORDER}-3","type":"order.changed","order":"${ORDER}"}`,
    sign: (body) => ({ 'x-sandbox-signature': signatureOf(body, KEY) }),
    header: 'x-sandbox-signature',
    overBody: true,
    resource: ORDER,
    foreign: ['https://evil.example/orders/1', '../../accounts', 'SBX-1/../../x', ''],
  },
  stop: async () => live?.stop(),
});
