/** The two requests that are not signed: there is no key yet. */
import { CONFIRM, CONFIRM_ANSWER, PAIR, PAIR_ANSWER } from '../../shared/sync/wire.ts';
import { beginPairing, confirmPairing, type Pairing } from '../auth/pairing.ts';
import { Problem } from '../problem.ts';
import { type Route, routesFor } from './route.ts';

const open = routesFor<object>();
/** An id of Google's or of the local workbook. */
const SPREADSHEET_ID = /^[\w-]{1,100}$/;
const LONGEST = 300;

export function pairingRoutes(pairing: Pairing): Route<object>[] {
  return [
    open({
      method: 'post',
      path: '/v1/pairings',
      group: 'Pairing',
      summary: 'Begins a pairing',
      about:
        'The add-on writes the nonce into the developer metadata of the spreadsheet, which takes edit rights, and confirms within ten minutes.',
      body: PAIR,
      answer: PAIR_ANSWER,
      refuses: { 409: 'version.add-on-old, version.worker-old' },
      handle({ body }) {
        const { spreadsheetId, name, who } = body;
        if (!SPREADSHEET_ID.test(spreadsheetId) || name.length > LONGEST || who.length > LONGEST) {
          throw new Problem(400, 'request.invalid', 'That is not the id and name of a spreadsheet.');
        }
        return beginPairing(pairing, body);
      },
    }),
    open({
      method: 'post',
      path: '/v1/pairings/confirm',
      group: 'Pairing',
      summary: 'Gives the key, once, when the mark is found',
      about: 'An older key of the same spreadsheet ends with it.',
      body: CONFIRM,
      answer: CONFIRM_ANSWER,
      refuses: {
        403: 'pairing.mark-missing, sheet.no-access',
        404: 'sheet.gone',
        410: 'pairing.gone',
      },
      handle: ({ body }) => confirmPairing(pairing, body.pairing),
    }),
  ];
}
