/**
 * What goes wrong with files of Drive, and what a person does about each. No text of Google's is shown: it may hold
 * addresses of people. Reasons of Google's: developers.google.com/workspace/drive/api/guides/handle-errors.
 */
export const DRIVE_PROBLEMS = {
  'drive.not-found':
    'The partner’s spreadsheet is gone, or no longer shared with the account that writes it. Take it out of the bin, or share it again as an editor.',
  'drive.not-spreadsheet':
    'This file is no Google spreadsheet. Open it in Google Sheets, choose File, Save as Google Sheets, and give the address of that.',
  'drive.sharing-blocked':
    'The organisation that owns the file does not allow this sharing. Ask its administrator to allow it, or share with an address inside the organisation.',
  'drive.not-allowed':
    'The account that writes this file may not do this. Its owner can: open the file, Share, and in its settings let editors change permissions and share.',
  'drive.address':
    'Google cannot share with this address. Look at its spelling; an address without a Google account may have to be given another one.',
  'drive.sharing-limit':
    'Google allows this account no more invitations for now. Try again tomorrow, or share from the file itself.',
  'drive.no-owner':
    'The worker’s own account can own no files. Connect a Google account, or give the address of an empty spreadsheet that is shared with the worker.',
  'drive.full': 'The Google Drive of this account is full. Make room in it, then try again.',
  'drive.consent-gone':
    'The Google account that holds the partner’s sheets no longer lets the worker in. Connect it again under Set Up, Partner Sheets.',
  'drive.signed-out':
    'Google does not take the worker’s own account any more. Whoever runs the worker has to look at its key.',
  'drive.off':
    'The Google Drive API is not switched on for this worker. Whoever runs it finds how in docs/hosting.md.',
  'drive.quota': 'Google’s limit of requests is used up for the moment; the worker goes on by itself.',
  'drive.unreachable': 'Google Drive did not answer; the worker tries again by itself.',
  'drive.answer-unreadable': 'An answer of Google Drive could not be read. Look for an update of the worker.',
  'drive.refused': 'Google Drive refused a request. Look for an update of the worker.',
} as const;
export type DriveCode = keyof typeof DRIVE_PROBLEMS;
