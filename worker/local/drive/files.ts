/** files.create, get, list, update. Of all workbooks only those that were made here are files: as under drive.file. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { invalid, unsupported } from './error.ts';
import type { KeptFile } from './keep.ts';
import { type Method, method } from './method.ts';
import { allDrives, fileAt, fileResource, flag, noBody, SPREADSHEET } from './resource.ts';
import { newSecret } from './sharing.ts';

const USUAL = 'kind,id,name,mimeType';
const ID_BYTES = 33;
const MOST_LISTED = 1000;

const name = z.string().min(1).max(1000);
const appProperties = z.record(z.string(), z.string());

const create = method({
  query: z.strictObject(allDrives),
  body: z.strictObject({
    name,
    mimeType: z.string(),
    appProperties: appProperties.optional(),
    /** Nobody but the person at this machine shares anything. */
    writersCanShare: z.literal(false).optional(),
  }),
  async run(parts, { body }) {
    if (body.mimeType !== SPREADSHEET) throw unsupported(`A file of the type ${body.mimeType}`);
    const id = randomBytes(ID_BYTES).toString('base64url');
    // Before the workbook: one that was made by a program that was killed then is no ordinary one.
    parts.keep.files.set(id, {
      secret: newSecret(),
      permissions: [],
      appProperties: body.appProperties ?? {},
      trashed: false,
      changes: 0,
      createdAt: new Date().toISOString(),
    });
    await parts.keep.save();
    parts.create(body.name, id);
    return { resource: fileResource(parts, id), usual: USUAL };
  },
});

const get = method({
  query: z.strictObject({ ...allDrives, acknowledgeAbuse: flag }),
  body: noBody,
  run: async (parts, { ids: [id] }) => ({ resource: fileResource(parts, id), usual: USUAL }),
});

const update = method({
  query: z.strictObject(allDrives),
  body: z.strictObject({
    name: name.optional(),
    trashed: z.boolean().optional(),
  }),
  async run(parts, { ids: [id], body }) {
    const { file, book } = fileAt(parts, id);
    if (body.name !== undefined) book.title = body.name;
    if (body.trashed !== undefined) {
      parts.keep.files.set(id, { ...file, trashed: body.trashed });
      await parts.shares.changed(id);
      parts.watches.touch(id);
    }
    return { resource: fileResource(parts, id), usual: USUAL };
  },
});

type Test = (file: KeptFile, book: Workbook) => boolean;
const TEXT = String.raw`'((?:[^'\\]|\\['\\])*)'`;
const unquoted = (text: string): string => text.replace(/\\(['\\])/g, '$1');
/** The terms of a search that are known here. */
const TERMS: readonly { readonly form: RegExp; readonly test: (found: readonly string[]) => Test }[] = [
  {
    form: new RegExp(`^appProperties has \\{ ?key=${TEXT} and value=${TEXT} ?\\}`),
    test:
      ([, key = '', value = '']) =>
      (file) =>
        Object.hasOwn(file.appProperties, unquoted(key)) &&
        file.appProperties[unquoted(key)] === unquoted(value),
  },
  {
    form: /^trashed ?= ?(true|false)/,
    test:
      ([, wanted]) =>
      (file) =>
        file.trashed === (wanted === 'true'),
  },
  {
    form: new RegExp(`^mimeType ?= ?${TEXT}`),
    test:
      ([, type]) =>
      () =>
        type === SPREADSHEET,
  },
  {
    form: new RegExp(`^name ?= ?${TEXT}`),
    test:
      ([, wanted = '']) =>
      (_, book) =>
        book.title === unquoted(wanted),
  },
];

/** `a and b and c`. */
function testsOf(q: string): Test[] {
  const tests: Test[] = [];
  let rest = q.trim();
  while (rest !== '') {
    const term = TERMS.flatMap(({ form, test }) => {
      const found = form.exec(rest);
      return found === null ? [] : [{ length: found[0].length, test: test(found) }];
    })[0];
    if (term === undefined) throw unsupported(`The search ${rest}`);
    tests.push(term.test);
    rest = rest.slice(term.length).trim();
    if (rest === '') break;
    const more = /^and\s+/.exec(rest);
    if (more === null) throw invalid('Invalid Value', 'q');
    rest = rest.slice(more[0].length);
  }
  return tests;
}

const list = method({
  query: z.strictObject({
    q: z.string().optional(),
    spaces: z.literal('drive').optional(),
    corpora: z.literal('user').optional(),
    pageSize: z.coerce.number().int().min(1).max(MOST_LISTED).optional(),
    pageToken: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
    ...allDrives,
    includeItemsFromAllDrives: flag,
  }),
  body: noBody,
  async run(parts, { query: { q = '', pageSize = 100, pageToken = '0' } }) {
    const tests = testsOf(q);
    const found = [...parts.keep.files].filter(([id, file]) => {
      const book = parts.books(id);
      return book !== undefined && tests.every((test) => test(file, book));
    });
    const from = Number(pageToken);
    const end = from + pageSize;
    return {
      resource: {
        kind: 'drive#fileList',
        incompleteSearch: false,
        files: found.slice(from, end).map(([id]) => fileResource(parts, id)),
        ...(end < found.length && { nextPageToken: String(end) }),
      },
      usual: `kind,incompleteSearch,nextPageToken,files(${USUAL})`,
    };
  },
});

export const FILE_METHODS: readonly Method[] = [
  { http: 'POST', path: /^\/files$/, ...create },
  { http: 'GET', path: /^\/files$/, ...list },
  { http: 'GET', path: /^\/files\/([^/]+)$/, ...get },
  { http: 'PATCH', path: /^\/files\/([^/]+)$/, ...update },
];
