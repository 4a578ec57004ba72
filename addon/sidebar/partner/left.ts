/** Who can still open a sheet that has ended, for the panel that ended it. Pure. */
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';

export interface Left {
  readonly level: 'done' | 'warning';
  readonly text: string;
}

/**
 * The worker takes everybody's access away but the owner's. What Google refuses for good keeps no sheet from ending, so it
 * must be said here. `me`: the e-mail address of whoever ended it, "" where it is not known.
 */
export function whoIsLeft({ name, people, openTo, peopleProblem }: PartnerSheetView, me: string): Left {
  if (peopleProblem !== '')
    return {
      level: 'warning',
      text: `${name} has ended. Who can still open it is not known: ${peopleProblem}`,
    };
  const left = people.filter(({ role }) => role !== 'owner').map(({ email }) => email);
  if (openTo !== 'nobody') left.push('whoever has the link');
  if (left.length > 0)
    return {
      level: 'warning',
      text: `${name} has ended, but can still be opened by ${left.join(', ')}: Google does not let the worker take that away. The owner of the file can, under Share.`,
    };
  const owner = people.find(({ role }) => role === 'owner')?.email ?? '';
  const mine = owner === '' || me === '' || owner.toLowerCase() === me.toLowerCase();
  return {
    level: 'done',
    text: `${name} has ended: only ${mine ? 'you' : `its owner, ${owner},`} can open it. You can make a new sheet.`,
  };
}
