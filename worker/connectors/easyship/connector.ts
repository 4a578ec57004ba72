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

/** Names the account and its addresses, of which the creator chooses one. Nobody's name is in it. */
function* testing(account: Account): Talk<Reply<{ readonly account: string }>> {
  const read = parseJson(yield* call(ask(account, 'GET', '/account')), ACCOUNT);
  if (!read.ok) return read;
  const { name, easyship_company_id } = read.value.account;
  const addresses = yield* addressesOf(account);
  if (!addresses.ok) return addresses;
  const chosen = (account.settings.originAddressId ?? '').trim();
  if (chosen !== '' && !addresses.value.some(({ id }) => id === chosen)) {
    return no({
      code: 'partner.settings',
      message: `Easyship has no address ${chosen}. Leave Address you ship from blank and test again: the addresses are listed.`,
    });
  }
  const places = addresses.value.map(
    ({ id, city, country_alpha2, default_for }) =>
      `${city} ${country_alpha2} ${id}${default_for?.pickup === true ? ' (default)' : ''}`,
  );
  const listed = chosen === '' && places.length > 0 ? `. Addresses: ${places.join('; ')}` : '';
  return yes({ account: `${name || `Easyship company ${easyship_company_id}`}${listed}` });
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
