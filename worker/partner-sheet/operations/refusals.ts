/** What is refused about partners' sheets, with what to do. */
import type { Refusal } from '../../routes/operations.ts';
import { isPassing, SHEETS_PROBLEMS, type SheetsProblem } from '../../sheets/problem.ts';

const WORDS = {
  'sheet.unknown': [404, 'There is no such sheet. It may belong to another spreadsheet.'],
  'sheet.ended': [409, 'This sheet has ended. Make a new one for the channel.'],
  'sheet.making': [409, 'Another sheet was made for this channel at the same moment. Look again.'],
  'sheet.no-channel': [422, 'Choose the channel that the sheet is for.'],
  'sheet.way': [422, 'This worker cannot make a file in this way. Choose another.'],
  'sheet.no-account': [
    422,
    'No Google account has agreed yet. Let the worker make files in an account of yours, then make the sheet.',
  ],
  'sheet.address': [
    422,
    'This is no address of a Google spreadsheet. Open the spreadsheet in the browser and copy the address from there.',
  ],
  'sheet.address-published': [
    422,
    'This is the address of a published copy, which nobody can write into. Copy the address of the spreadsheet itself.',
  ],
  'sheet.campaign': [422, 'This is a campaign’s own spreadsheet. Make an empty one for the partner.'],
  'sheet.taken': [422, 'This spreadsheet serves another channel or campaign. Make an empty one.'],
  'sheet.not-a-spreadsheet': [422, 'This is not a Google spreadsheet. Make an empty one.'],
  'sheet.in-bin': [422, 'This spreadsheet is in the bin. Take it out, or make another.'],
  'sheet.not-empty': [
    422,
    'This spreadsheet is not empty. Make a new one with nothing in it, so that nothing of yours is lost or shown.',
  ],
  'sheet.email': [422, 'This is not one e-mail address.'],
  'sheet.link-warning': [
    422,
    'Whoever has the link could see names and addresses. Confirm the warning first, or share with e-mail addresses.',
  ],
  'sheet.owner': [422, 'The file belongs to this person, who cannot be taken away.'],
  'sheet.ours': [422, 'This is the worker’s own account: without it nothing is written or read.'],
  'sheet.row-unknown': [404, 'The sheet has no such row, or nothing is asked about it any more.'],
  'sheet.row-elsewhere': [
    409,
    'Another channel ships this parcel now: nothing is taken for it from this sheet. If this warehouse has sent it, recall it there. Then keep what we have.',
  ],
  'policy.invalid': [422, 'Days are whole numbers from 0 to 3650; 0 is for never.'],
  'google.in-use': [
    409,
    'Sheets of this campaign are in this Google account, and nobody else can write them. End them first.',
  ],
  'google.no-client': [
    422,
    'Whoever runs the worker has set up no sign-in with Google. Paste the address of an empty spreadsheet instead.',
  ],
} as const satisfies Record<string, readonly [Refusal['status'], string]>;

export function refuse(code: keyof typeof WORDS): Refusal {
  const [status, message] = WORDS[code];
  return { ok: false, status, code, message };
}

/** Of a file given by its address that cannot be written; `account` is whom it is to be shared with, "" on this machine. */
export function unreachable(account: string): Refusal {
  const message =
    account === ''
      ? 'There is no such spreadsheet on this machine, or it cannot be written.'
      : `The worker cannot write into this spreadsheet. Share it with ${account} as an editor, then try again.`;
  return { ok: false, status: 422, code: 'sheet.not-reachable', message };
}

/** The sentence of a problem with Google, without its code. */
export const wordsOf = ({ code }: SheetsProblem): string => SHEETS_PROBLEMS[code];

export const ofProblem = (problem: SheetsProblem): Refusal => ({
  ok: false,
  status: isPassing(problem) ? 503 : 422,
  code: problem.code,
  message: wordsOf(problem),
});
