import { expect, it } from 'vitest';
import { fileIdIn } from '../../../../worker/partner-sheet/operations/address.ts';

const ID = '1aB_c-2dEfGhIjKlMnOpQrStUvWxYz0123456789abcd';

it('An address of a spreadsheet is known in whatever form it was copied', () => {
  for (const text of [
    ID,
    ` ${ID}\n`,
    `https://docs.google.com/spreadsheets/d/${ID}`,
    `https://docs.google.com/spreadsheets/d/${ID}/edit?usp=sharing#gid=12`,
    `docs.google.com/spreadsheets/d/${ID}/edit`,
    `https://docs.google.com/spreadsheets/u/1/d/${ID}/edit`,
    `https://docs.google.com/a/acme.example/spreadsheets/d/${ID}/view`,
    `https://drive.google.com/open?id=${ID}`,
    `https://drive.google.com/file/d/${ID}/view?usp=drive_link`,
    `http://127.0.0.1:8080/w/${ID}`,
    `http://localhost:8081/w/${ID}#tab`,
  ])
    expect([text, fileIdIn(text)]).toEqual([text, { ok: true, id: ID }]);
});

it('What is no address of one is refused, a published copy by its name', () => {
  for (const text of [
    '',
    'my sheet',
    'https://docs.google.com/document/d/',
    `https://evil.example/spreadsheets/d/${ID}`,
    `https://docs.google.com.evil.example/spreadsheets/d/${ID}`,
    `http://127.0.0.1:8080/p/${ID}`,
    'https://drive.google.com/drive/my-drive',
    'http://[',
  ])
    expect([text, fileIdIn(text)]).toEqual([text, { ok: false, code: 'sheet.address' }]);
  const published = 'https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml';
  expect(fileIdIn(published)).toEqual({ ok: false, code: 'sheet.address-published' });
});
