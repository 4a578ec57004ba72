/** What ShipStation's documents have wrong or leave open, repaired before requests are held against them. */
import { at, isObject, type Json, type JsonObject } from './document.ts';

const schemaOf = (document: Json, path: string): JsonObject =>
  at(document, 'paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema');

const oneOf = (...values: string[]): JsonObject => ({ type: 'string', enum: values });
const COUNTRY: JsonObject = { type: 'string', pattern: '^[A-Z]{2}$' };
const TIME = '^\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d$';

/** The schemas of v1 demand nothing and take any text; its tables, in prose, are stricter. */
function asTheTablesSay(order: JsonObject): void {
  order.required = ['orderNumber', 'orderDate', 'orderStatus', 'billTo', 'shipTo'];
  const fields = at(order, 'properties');
  fields.orderStatus = oneOf('awaiting_payment', 'awaiting_shipment', 'shipped', 'on_hold', 'cancelled');
  fields.orderDate = { type: 'string', pattern: TIME };
  // The country is demanded in two letters; the name of an item "cannot be null".
  at(fields, 'shipTo').required = ['country'];
  at(fields, 'shipTo', 'properties').country = COUNTRY;
  const item = at(fields, 'items', 'items');
  item.required = ['name', 'sku', 'quantity'];
  for (const weighed of [order, item]) {
    at(weighed, 'properties', 'weight', 'properties').units = oneOf('pounds', 'ounces', 'grams');
  }
  // Both are untyped there.
  const international = at(fields, 'internationalOptions', 'properties');
  international.contents = oneOf('merchandise', 'documents', 'gift', 'returned_goods', 'sample');
  international.customsItems = {
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'quantity', 'value'],
      properties: {
        description: { type: 'string', minLength: 1 },
        quantity: { type: 'number', minimum: 1 },
        value: { type: 'number', minimum: 0 },
        harmonizedTariffCode: { type: 'string' },
        countryOfOrigin: COUNTRY,
      },
    },
  };
}

function listParameters(document: Json, path: string): JsonObject[] {
  const { parameters } = at(document, 'paths', path, 'get');
  if (!Array.isArray(parameters)) throw new Error(`GET ${path} has no parameters.`);
  // Its webhooks send addresses with these, which stand nowhere in the document.
  for (const name of ['batchId', 'storeID', 'importBatch']) {
    parameters.push({ name, in: 'query', schema: { type: 'string' } });
  }
  return parameters.filter(isObject);
}

/** For `v1-openapi.prism.json`: the original file has its query parameters in the paths. */
export function patchV1(document: Json): void {
  asTheTablesSay(schemaOf(document, '/orders/createorder'));
  const batch = schemaOf(document, '/orders/createorders');
  asTheTablesSay(at(batch, 'items'));
  batch.maxItems = 100;
  for (const path of ['/orders', '/shipments', '/fulfillments']) {
    for (const parameter of listParameters(document, path)) {
      const schema = at(parameter, 'schema');
      // The form of times stands in the introduction alone.
      if (/(Start|End)$/.test(String(parameter.name))) schema.pattern = TIME;
      // The largest page stands in the description, and only of orders.
      if (parameter.name === 'pageSize') parameter.schema = { type: 'integer', minimum: 1, maximum: 500 };
    }
  }
}

/** For `v2-openapi.yaml`: a list of all shipments cannot need the id of a pickup. */
export function patchV2(document: Json): void {
  const parameter = at(document, 'components', 'parameters', 'pickup_id_query_param');
  if (parameter.required !== true) throw new Error('The pickup is no longer demanded: drop this patch.');
  parameter.required = false;
}
