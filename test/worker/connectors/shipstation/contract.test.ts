import type { HttpReply, HttpRequest } from '../../../../worker/connectors/contract.ts';
import { shipstation } from '../../../../worker/connectors/shipstation/index.ts';
import { connectorContract } from '../../../contracts/connector.ts';
import { type ConnectorFixture, PARCELS, type Situation } from '../../../contracts/connector-fixture.ts';
import { idOf, label, notTaken, ok, order, orders, results, shipments, status, taken } from './answers.ts';
import { ACCOUNT, callOf } from './converse.ts';

const [first, second, third] = PARCELS;
const NOT_LISTED = 'ShipStation’s lists have no scans';
const BATCH = 'https://ssapi.shipstation.com/shipments?batchId=77101&includeShipmentItems=False';

/** Looking at the first order, then changing it. */
const looked = (request: HttpRequest, orderStatus: string, change: HttpReply): HttpReply =>
  request.method === 'GET' ? ok(order(first, { orderStatus })) : change;

/** ShipStation in a situation. */
function vendor(situation: Situation, request: HttpRequest): HttpReply {
  switch (situation) {
    case 'test ok':
      return ok([
        { storeId: 30_117, storeName: 'Havenmoor' },
        { storeId: 22_481, storeName: 'Manual Orders' },
      ]);
    case 'create all':
      return results([third, first, second].map(taken));
    case 'create second refused': {
      const { name, address1, postalCode } = second.to;
      const said = `Ship To of ${name}, ${address1}: postal code ${postalCode} is not valid`;
      return results([taken(first), notTaken(second, said), taken(third)]);
    }
    case 'create first exists':
      return results([
        notTaken(first, 'The order is shipped and cannot be changed'),
        taken(second),
        taken(third),
      ]);
    case 'find none':
      return callOf(request) === 'GET /orders' ? orders([]) : status(404);
    case 'find one':
      return orders([order(first), order(second, { orderNumber: `${first.shipmentId}0` })]);
    case 'find two':
      return orders([order(first), order(first, { orderId: 870_900 })]);
    case 'update done':
      return looked(request, 'awaiting_shipment', ok(order(first)));
    case 'update refused':
      return looked(request, 'shipped', status(500));
    case 'cancel done':
      return looked(request, 'awaiting_shipment', ok({ success: true }));
    case 'cancel refused':
      return looked(request, 'shipped', status(500));
    case 'list first page':
      return shipments([label(first)], 1, 2);
    case 'list last page':
      return shipments([label(second, { trackingNumber: '9400100000000000000017' })]);
    case 'list empty':
      return shipments([], 1, 0);
    case 'list shipped':
    case 'fetch shipped':
      return shipments([label(first)]);
    case 'list split':
      return shipments([label(first), label(first, { shipmentId: 1, trackingNumber: '1Z999AA10123456784' })]);
    case 'list voided':
      return shipments([label(first, { voided: true, voidDate: '2026-03-03T10:00:00.0000000' })]);
    default:
      throw new Error(`ShipStation is never in: ${situation}`);
  }
}

const fixture: ConnectorFixture = {
  connector: shipstation,
  account: () => ACCOUNT,
  credentials: { key: 'k3y', secret: 's3cret' },
  never: { 'list unknown status': NOT_LISTED, 'list undelivered': NOT_LISTED },
  vendor,
  externalIds: PARCELS.map((parcel) => String(idOf(parcel))),
  facts: {
    stream: 'shipments',
    // 09:41 Pacific, a week before the clocks change.
    shipped: { number: '9400100000000000000000', carrier: 'USPS', shippedAt: '2026-03-03T17:41:27.123Z' },
    scan: null,
  },
  webhook: {
    body: JSON.stringify({ resource_url: BATCH, resource_type: 'SHIP_NOTIFY' }),
    sign: null,
    header: '',
    overBody: false,
    resource: BATCH,
    foreign: [
      'https://example.org/shipments?batchId=1',
      'http://ssapi.shipstation.com/shipments?batchId=1',
      'https://ssapi.shipstation.com.example.org/shipments',
      'https://ssapi.shipstation.com:8443/shipments',
      'https://user:pass@ssapi.shipstation.com/shipments',
      'https://ssapi.shipstation.com@example.org/shipments',
      'https://ssapi.shipstation.com/orders/createorder',
      'https://169.254.169.254/shipments',
      'file:///etc/passwd',
      '/shipments?batchId=1',
      '',
    ],
  },
};

connectorContract('ShipStation', fixture);
