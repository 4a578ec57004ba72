/** Whoever has the link: opened after a warning, said in red while it is so (case K11). */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { PartnerSheets } from '../connect/partner-sheets.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import { checkbox, fold, labelled, message, select } from '../widgets/basics.ts';
import { act } from './act.ts';
import { ROLE_CHOICES, type Role, roleOf } from './roles.ts';

interface LinkOptions {
  readonly sheets: PartnerSheets;
  changed(sheet: PartnerSheetView): void;
}

/** While whoever has the link can open it: said in red, with the way back. */
export function linkIsOpen({ sheets, changed }: LinkOptions, sheet: PartnerSheetView): Child {
  if (sheet.openTo === 'nobody') return null;
  const may = sheet.openTo === 'writers' ? 'read and change' : 'read';
  const close = act({
    label: 'Close the link',
    doing: 'Closing…',
    kind: 'danger',
    run: async () => {
      changed(await sheets.unshare(sheet.id, 'link'));
      announce('Only the people of the list can open it now');
    },
  });
  const allow = act({
    label: 'Leave it open and push',
    doing: 'Saving…',
    kind: 'link',
    run: async () => {
      changed(await sheets.change(sheet.id, { policy: { ...sheet.policy, linkAllowed: true } }));
    },
  });
  return message(
    'error',
    h('p', {}, `Anyone with the link can ${may} the names and addresses of your backers.`),
    !sheet.policy.linkAllowed && h('p', {}, 'Nothing is pushed to this sheet while that is so.'),
    close.element,
    !sheet.policy.linkAllowed && allow.element,
  );
}

/** Only after a warning that is ticked (case K11). */
export function openLink({ sheets, changed }: LinkOptions, sheet: PartnerSheetView): HTMLElement {
  let role: Role = 'reader';
  const place = h('div', {});
  const open = act({
    label: 'Open it to anyone with the link',
    doing: 'Opening…',
    kind: 'danger',
    run: async () => {
      changed(await sheets.share(sheet.id, { email: '', role, warned: true }));
      announce('Anyone with the link can open it now');
    },
  });
  const choice = select(ROLE_CHOICES, role, (value) => {
    role = roleOf(value);
  });
  const understood = checkbox('I know that, and want it', false, (on) => {
    if (on) fill(place, labelled('They', choice), open.element);
    else fill(place);
  });
  return fold(
    'Anyone with the link',
    h(
      'div',
      { class: 'narrow' },
      message(
        'warning',
        'Whoever gets the link, also by a forwarded mail, sees the names and addresses of your backers. You would not know who. Better share with each person of the warehouse.',
      ),
      understood,
      place,
    ),
    false,
  );
}
