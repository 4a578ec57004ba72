/** The id of a spreadsheet in whatever form a person pastes it. */

export type FileAddress =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly code: 'sheet.address' | 'sheet.address-published' };

const wrong: FileAddress = { ok: false, code: 'sheet.address' };
/** Google's have 44 signs, those of a local workbook as many or a name such as `demo`. */
const BARE = /^[\w-]{3,120}$/;
const GOOGLE = /^(docs|drive)\.google\.com$/;
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/**
 * Takes an id, an address of Google Sheets or Drive (of an organisation, of a second account, with a tab), and of a
 * workbook of this machine (`/w/<id>`).
 */
export function fileIdIn(text: string): FileAddress {
  const given = text.trim();
  if (BARE.test(given)) return { ok: true, id: given };
  const whole = /^[a-z]+:\/\//i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(whole)) return wrong;
  const { hostname, pathname, searchParams } = new URL(whole);
  if (LOCAL.test(hostname)) return found(/^\/w\/([\w-]+)/.exec(pathname)?.[1]);
  if (!GOOGLE.test(hostname)) return wrong;
  if (/\/spreadsheets\/(u\/\d+\/)?d\/e\//.test(pathname))
    return { ok: false, code: 'sheet.address-published' };
  return found(
    /\/(?:spreadsheets|file)\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(pathname)?.[1] ?? searchParams.get('id'),
  );
}

const found = (id: string | null | undefined): FileAddress =>
  id && BARE.test(id) ? { ok: true, id } : wrong;
