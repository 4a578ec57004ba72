/** Easyship: rates, labels and warehouses in many countries. Its API of 2024-09. */
import type {
  Account,
  CanCancel,
  CanListSince,
  CanReceiveWebhooks,
  CanUpdate,
  Connector,
  Reply,
} from '../contract.ts';
import { parseJson } from '../http.ts';
import { call, type Talk, talking } from '../talk.ts';
import { ask, BASE_URL, CREDENTIAL_FIELDS, CREDENTIALS, limits, SETTING_FIELDS } from './account.ts';
import { cancel, update } from './change.ts';
import { create } from './create.ts';
import { addressesOf, find } from './look.ts';
import { listSince } from './news.ts';
import { preflight } from './preflight.ts';
import { no, yes } from './problems.ts';
import { webhooks } from './webhooks.ts';
import { ACCOUNT } from './wire.ts';

/** The account's name and id; an address of the settings that it does not have is answered with those that it has. */
function* testing(account: Account): Talk<Reply<{ readonly account: string }>> {
  const read = parseJson(yield* call(ask(account, 'GET', '/account')), ACCOUNT);
  if (!read.ok) return read;
  const { name, easyship_company_id: id } = read.value.account;
  const addresses = yield* addressesOf(account);
  if (!addresses.ok) return addresses;
  const chosen = (account.settings.originAddressId ?? '').trim();
  if (chosen === '' || addresses.value.some((one) => one.id === chosen)) {
    return yes({ account: [name, id].filter((part) => part !== '').join(' ') });
  }
  const places = addresses.value.map(
    (one) =>
      `${one.id} ${one.city} ${one.country_alpha2}${one.default_for?.pickup === true ? ' (default)' : ''}`,
  );
  return no({
    code: 'partner.settings',
    message: `Easyship has no address ${chosen}. It has: ${places.join('; ') || 'none'}.`,
  });
}

export const easyship: Connector & CanUpdate & CanCancel & CanListSince & CanReceiveWebhooks = {
  vendor: 'easyship',
  label: 'Easyship',
  baseUrl: BASE_URL,
  credentialFields: CREDENTIAL_FIELDS,
  settingFields: SETTING_FIELDS,
  credentials: CREDENTIALS,
  limits,
  // Its answers say nothing of the limit; a 429 does.
  remaining: () => null,
  preflight,
  test: talking(testing),
  create,
  find,
  update,
  cancel,
  listSince,
  webhooks,
};
