import { SignJWT } from 'jose';
import type { Account, HttpRequest } from '../../../../worker/connectors/contract.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { connectorContract } from '../../../contracts/connector.ts';
import { PARCELS, type Situation } from '../../../contracts/connector-fixture.ts';
import { errorReply, type FakeEasyship, fakeEasyship, ORIGIN } from './fake.ts';

const NUMBER = '9400111899223817624317';
const ID = 'ESUS1000601';
const SECRET = 'webh_5c1f0a7b93e44d26a8c0';

const account: Account = {
  baseUrl: easyship.baseUrl,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: SECRET },
  settings: { originCountry: 'US', originAddressId: ORIGIN },
};

/** An Easyship in the situation. */
function put(situation: Situation): FakeEasyship {
  const vendor = fakeEasyship();
  const [first, second] = PARCELS;
  const shipped = (): ReturnType<FakeEasyship['give']> =>
    Object.assign(vendor.give(first), {
      label_state: 'generated',
      delivery_state: 'in_transit_to_customer',
      trackings: [{ tracking_number: NUMBER, leg_number: 1, handler: 'usps', tracking_state: 'active' }],
      checkpoints: [scan('In Transit to Customer', 'Arrived at facility', '2026-03-03T02:15:00+09:00')],
    });
  switch (situation) {
    case 'create second refused':
      vendor.onCall(({ method, body }) =>
        method === 'POST' && JSON.stringify(body).includes(second.key)
          ? errorReply(422, 'invalid_content', [
              `Destination address ${second.to.address1}, ${second.to.postalCode} is not deliverable`,
            ])
          : undefined,
      );
      break;
    case 'create first exists':
    case 'find one':
    case 'update done':
    case 'cancel done':
      vendor.give(first);
      break;
    case 'find two':
      vendor.give(first);
      vendor.give(first);
      break;
    case 'list first page':
    case 'list last page':
      vendor.pageSize(1);
      vendor.give(first);
      vendor.give(second);
      break;
    case 'update refused':
    case 'cancel refused':
    case 'list shipped':
    case 'fetch shipped':
      shipped();
      break;
    case 'list split': {
      const shipment = shipped();
      const [box] = shipment.parcels;
      if (!box) break;
      shipment.parcels = box.items.map((item, index) => ({
        id: `${box.id.slice(0, -1)}${index + 5}`,
        tracking_number: `1Z0W73E2039440917${index}`,
        items: [item],
      }));
      break;
    }
    case 'list voided':
      Object.assign(shipped(), { delivery_state: 'not_created', label_state: 'voided' });
      break;
    case 'list unknown status':
      shipped().checkpoints.push(scan('Bagged', 'Bagged for lane 14', '2026-03-04T09:00:00Z'));
      break;
    case 'list undelivered':
      shipped().checkpoints.push(scan('Failed Delivery Attempt', 'Undelivered', '2026-03-04T09:00:00Z'));
      break;
    default:
      break;
  }
  return vendor;
}
const scan = (primary_status: string, message: string, checkpoint_time: string) => ({
  primary_status,
  message,
  checkpoint_time,
  location: null,
});

/** The Easyship that the present power talks to: each begins with a look, and a fresh one. */
let vendor = fakeEasyship();
const isFirstLook = ({ method, url }: HttpRequest): boolean =>
  method === 'GET' && !url.includes('include_checkpoints') && !url.includes('/addresses');

connectorContract('Easyship', {
  connector: easyship,
  account: () => account,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: SECRET },
  never: {},
  vendor(situation: Situation, request: HttpRequest) {
    if (isFirstLook(request)) vendor = put(situation);
    const reply = vendor.answer(request);
    if (reply === 'lost') throw new Error('Not in these situations');
    return reply;
  },
  externalIds: [ID],
  facts: {
    stream: 'shipments',
    shipped: { number: NUMBER, carrier: 'USPS', shippedAt: '2026-03-02T17:15:00.000Z' },
    scan: { original: '2026-03-03T02:15:00+09:00', at: '2026-03-02T17:15:00.000Z' },
    unknown: 'Bagged for lane 14',
    undelivered: 'Undelivered',
  },
  webhook: {
    body: `{"event_type":"shipment.tracking.status.changed","resource_type":"shipment","resource_id":"${ID}","data":{"easyship_shipment_id":"${ID}","status":"Delivered","weight":1.0}}`,
    sign: async () => ({
      'x-easyship-signature': await new SignJWT({ easyship_company_id: 'CUS4711' })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(SECRET)),
    }),
    header: 'x-easyship-signature',
    overBody: false,
    resource: ID,
    foreign: [
      'https://evil.example/shipments/ESUS1000601',
      '../account',
      'ESUS1000601/cancel',
      'ESUS1000601?format=pdf',
      '',
    ],
  },
});
