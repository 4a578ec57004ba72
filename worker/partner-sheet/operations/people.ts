/** Who can open a partner's sheet, as Drive says. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { Permission } from '../../drive/port.ts';
import { DRIVE_PROBLEMS } from '../../drive/words.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import { within } from '../../within.ts';
import { accessTo, type PartnerSheet, type SheetServices } from './access.ts';
import { noteOpening } from './opening.ts';
import { wordsOf } from './refusals.ts';

export interface Opening {
  readonly people: PartnerSheetView['people'];
  readonly openTo: PartnerSheetView['openTo'];
  readonly url: string;
  /** Why nobody could be asked; "" when it is known. */
  readonly problem: string;
}

/** A panel waits for it; Drive answers in a second or two, or is away. */
const ASK_MS = 8_000;
const EVERYBODY = 'everybody of the organisation';
const AWAY = 'Google did not answer in time. Look again in a minute.';

/** Whether a permission is the worker's own or of whom the file belongs to: neither is ever taken away. */
export const isKept = ({ role, email }: Permission, ours: string): boolean =>
  role === 'owner' || (ours !== '' && email.toLowerCase() === ours.toLowerCase());

/** The people without ourselves, and what whoever has the link may do. */
export function openingOf(
  permissions: readonly Permission[],
  ours: string,
): Pick<Opening, 'people' | 'openTo'> {
  const link = permissions.filter(({ type }) => type === 'anyone').map(({ role }) => role);
  const mine = ours.toLowerCase();
  return {
    people: permissions
      .filter(
        ({ type, role, email }) => type !== 'anyone' && (role === 'owner' || email.toLowerCase() !== mine),
      )
      .map(({ id, type, email, role }) => ({ id, email: type === 'domain' ? EVERYBODY : email, role })),
    openTo: link.length === 0 ? 'nobody' : link.includes('writer') ? 'writers' : 'readers',
  };
}

/** Asks Drive, and keeps what the push and the panels must know: the address, and who has the link. */
export async function lookAtPeople(services: SheetServices, sheet: PartnerSheet): Promise<Opening> {
  const unknown = (problem: string): Opening => ({
    people: [],
    openTo: sheet.open_to,
    url: sheet.url,
    problem,
  });
  try {
    const access = await accessTo(services.files, sheet);
    if (access === null) return unknown(DRIVE_PROBLEMS['drive.consent-gone']);
    const asked = Promise.all([access.drive.permissions(sheet.file_id), access.drive.look(sheet.file_id)]);
    const [permissions, { link }] = await within(ASK_MS, asked, () => new Late());
    const shared = openingOf(permissions, access.email);
    const { personLink } = services.files;
    const url = personLink !== undefined && shared.openTo === 'nobody' ? ownWindow(sheet, link) : link;
    const people = shared.people.map((one) => {
      const own = personLink?.(sheet.file_id, one.id) ?? '';
      return own === '' ? one : { ...one, link: own };
    });
    const opening = { ...shared, people, url };
    await noteOpening(services, sheet, opening.openTo);
    if (url !== sheet.url) {
      await services.db
        .updateTable('partner_sheets')
        .set({ url })
        .where('connection_id', '=', sheet.connection_id)
        .execute();
    }
    return { ...opening, problem: '' };
  } catch (error) {
    if (error instanceof Late) return unknown(AWAY);
    if (error instanceof SheetsProblem) return unknown(wordsOf(error));
    throw error;
  }
}

/** On this machine the file's link opens nothing while it is nobody's; the creator looks at the file as at any workbook. */
const ownWindow = ({ file_id }: PartnerSheet, link: string): string => new URL(`/w/${file_id}`, link).href;

class Late extends Error {}
