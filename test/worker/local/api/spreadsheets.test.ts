import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, refused, startApi } from './harness.ts';

let api: Harness;
let spreadsheetId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(() => {
  spreadsheetId = api.fresh();
});
const spreadsheets = () => api.client.spreadsheets;

describe('spreadsheets.get', () => {
  it('describes the sheets, leaving out what is zero, false or empty', async () => {
    const { data } = await spreadsheets().get({ spreadsheetId });
    expect(data).toEqual({
      spreadsheetId,
      properties: { title: 'A campaign', locale: 'en_US', timeZone: 'Etc/UTC', autoRecalc: 'ON_CHANGE' },
      sheets: [
        {
          properties: {
            title: 'Sheet1',
            sheetType: 'GRID',
            gridProperties: { rowCount: 1000, columnCount: 26 },
          },
        },
      ],
    });
  });

  it('gives cells with includeGridData: values as entered, effective and formatted', async () => {
    const book = api.book(spreadsheetId);
    book.write(0, 0, 0, [['2020-01-01', 0, false, '=A1', '']], 'USER');
    book.setNote(0, { row: 0, column: 0, rows: 1, columns: 1 }, 'a note');
    book.setValidation(0, { row: 1, column: 0, rows: 1, columns: 1 }, { values: ['a'], strict: true });
    book.setFormat(0, { row: 0, column: 1, rows: 1, columns: 1 }, { bold: true, background: '#000000' });
    const ranges = ['Sheet1!A1:E3'];
    const { data } = await spreadsheets().get({ spreadsheetId, ranges, includeGridData: true });
    const [grid] = data.sheets?.[0]?.data ?? [];
    const date = { numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } };
    const look = {
      backgroundColor: {},
      backgroundColorStyle: { rgbColor: {} },
      textFormat: { bold: true },
    };
    expect(grid?.rowData).toEqual([
      {
        values: [
          {
            userEnteredValue: { numberValue: 43831 },
            effectiveValue: { numberValue: 43831 },
            formattedValue: '2020-01-01',
            userEnteredFormat: date,
            effectiveFormat: date,
            note: 'a note',
          },
          {
            userEnteredValue: { numberValue: 0 },
            effectiveValue: { numberValue: 0 },
            formattedValue: '0',
            userEnteredFormat: look,
            effectiveFormat: look,
          },
          {
            userEnteredValue: { boolValue: false },
            effectiveValue: { boolValue: false },
            formattedValue: 'FALSE',
          },
          {
            userEnteredValue: { formulaValue: '=A1' },
            effectiveValue: { stringValue: '=A1' },
            formattedValue: '=A1',
          },
        ],
      },
      {
        values: [
          {
            dataValidation: {
              condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'a' }] },
              strict: true,
              showCustomUi: true,
            },
          },
        ],
      },
    ]);
    expect(grid?.rowMetadata).toHaveLength(3);
    expect(grid?.columnMetadata).toHaveLength(5);
  });

  it('cuts the answer down to a field mask, which alone decides about cells', async () => {
    const book = api.book(spreadsheetId);
    book.addSheet({ name: 'Orders' });
    book.write(0, 0, 0, [['a']], 'RAW');
    const masked = async (fields: string) => (await spreadsheets().get({ spreadsheetId, fields })).data;
    expect(await masked('sheets.properties.title,spreadsheetId')).toEqual({
      spreadsheetId,
      sheets: [{ properties: { title: 'Sheet1' } }, { properties: { title: 'Orders' } }],
    });
    expect(await masked('sheets(properties(title,index))')).toEqual({
      sheets: [{ properties: { title: 'Sheet1' } }, { properties: { title: 'Orders', index: 1 } }],
    });
    const { sheets } = await masked('sheets/data/rowData/values/formattedValue');
    expect(sheets?.[0]?.data).toEqual([{ rowData: [{ values: [{ formattedValue: 'a' }] }] }]);
    expect(await refused(spreadsheets().get({ spreadsheetId, fields: 'sheets(' }))).toMatchObject({
      code: 400,
    });
  });

  it('shows filter, protection and metadata where they belong', async () => {
    const book = api.book(spreadsheetId);
    const range = { row: 0, column: 0, rows: 10, columns: 3 };
    book.setFilter(0, { range, hiddenValues: new Map([[1, new Set(['', 'x'])]]) });
    book.addProtection(0, { description: 'Views', warningOnly: true, range });
    book.addProtection(0, { description: 'Journal', warningOnly: false });
    const visibility = 'PROJECT';
    book.addMetadata({ key: 'a', value: '', visibility, location: { type: 'spreadsheet' } });
    book.addMetadata({ key: 'b', value: '', visibility, location: { type: 'sheet', sheetId: 0 } });
    book.addMetadata({
      key: 'c',
      value: '1',
      visibility,
      location: { type: 'column', sheetId: 0, index: 2 },
    });
    const { data } = await spreadsheets().get({ spreadsheetId, includeGridData: true });
    const [sheet] = data.sheets ?? [];
    expect(data.developerMetadata?.map(({ metadataKey }) => metadataKey)).toEqual(['a']);
    expect(sheet?.developerMetadata?.map(({ metadataKey }) => metadataKey)).toEqual(['b']);
    const [grid] = sheet?.data ?? [];
    expect(grid?.columnMetadata?.[2]?.developerMetadata?.[0]?.metadataKey).toBe('c');
    expect(grid?.rowMetadata?.[1]?.hiddenByFilter).toBe(true);
    expect(sheet?.protectedRanges?.map(({ description }) => description)).toEqual(['Views', 'Journal']);
    expect(sheet?.basicFilter?.criteria).toEqual({ 1: { hiddenValues: ['', 'x'] } });
  });

  it('takes a slash at the end of the address, as google-spreadsheet sends it', async () => {
    // An API of its own, for the discovery document knows no such address.
    const loose = await startApi();
    const id = loose.fresh();
    const answer = await fetch(`${loose.url}/v4/spreadsheets/${id}/?fields=spreadsheetId`);
    expect(await answer.json()).toEqual({ spreadsheetId: id });
    await loose.close();
  });

  it('answers 404 for a spreadsheet that is not there', async () => {
    const error = await refused(spreadsheets().get({ spreadsheetId: 'nowhere' }));
    expect(error).toEqual({ code: 404, message: 'Requested entity was not found.', status: 'NOT_FOUND' });
  });

  it('refuses parameters and addresses that it does not know', async () => {
    const base = `${api.url}/v4/spreadsheets/${spreadsheetId}`;
    expect((await fetch(`${base}?includeGridDat=true`)).status).toBe(400);
    expect((await fetch(`${base}?alt=media`)).status).toBe(400);
    expect((await fetch(`${base}/charts`)).status).toBe(501);
    expect((await fetch(base, { method: 'DELETE' })).status).toBe(501);
  });
});

describe('spreadsheets.getByDataFilter', () => {
  it('finds sheets by range and by metadata', async () => {
    const book = api.book(spreadsheetId);
    const orders = book.addSheet({ name: 'Orders' });
    const location = { type: 'sheet', sheetId: orders.id } as const;
    book.addMetadata({ key: 'tab', value: 'orders', visibility: 'DOCUMENT', location });
    const dataFilters = [{ developerMetadataLookup: { metadataKey: 'tab' } }];
    const { data } = await spreadsheets().getByDataFilter({ spreadsheetId, requestBody: { dataFilters } });
    expect(data.sheets?.map(({ properties }) => properties?.title)).toEqual(['Orders']);
    const requestBody = { dataFilters: [{ a1Range: 'Sheet1!A1:B2' }], includeGridData: true };
    const other = await spreadsheets().getByDataFilter({ spreadsheetId, requestBody });
    expect(other.data.sheets?.[0]?.data?.[0]?.columnMetadata).toHaveLength(2);
  });
});

describe('spreadsheets.create', () => {
  it('makes one with a sheet, as a new Google spreadsheet has', async () => {
    const { data } = await spreadsheets().create({ requestBody: { properties: { title: 'New' } } });
    expect(data.properties?.title).toBe('New');
    expect(data.sheets).toHaveLength(1);
    const { data: again } = await spreadsheets().get({ spreadsheetId: data.spreadsheetId ?? '' });
    expect(again).toEqual(data);
  });

  it('makes the sheets that are given, in place of the one', async () => {
    const sheets = [
      { properties: { title: 'Orders', sheetId: 5, gridProperties: { frozenRowCount: 1 } } },
      { properties: { title: 'Sheet1', sheetId: 0 } },
    ];
    const { data } = await spreadsheets().create({ requestBody: { sheets } });
    expect(data.sheets?.map(({ properties }) => [properties?.title, properties?.sheetId ?? 0])).toEqual([
      ['Orders', 5],
      ['Sheet1', 0],
    ]);
  });
});

describe('sheets.copyTo', () => {
  it('copies a sheet into another spreadsheet', async () => {
    api.book(spreadsheetId).write(0, 0, 0, [['a']], 'RAW');
    const to = api.fresh();
    const requestBody = { destinationSpreadsheetId: to };
    const { data } = await spreadsheets().sheets.copyTo({ spreadsheetId, sheetId: 0, requestBody });
    expect(data).toMatchObject({ title: 'Copy of Sheet1', index: 1 });
    const range = { row: 0, column: 0, rows: 1, columns: 1 };
    expect(api.book(to).values(data.sheetId ?? -1, range)).toEqual([['a']]);
    const nowhere = { destinationSpreadsheetId: 'nowhere' };
    const call = spreadsheets().sheets.copyTo({ spreadsheetId, sheetId: 0, requestBody: nowhere });
    expect(await refused(call)).toMatchObject({ code: 404 });
  });
});

describe('the check against the discovery document', () => {
  it('found nothing in all of these exchanges', () => {
    expect(api.checked()).toBeGreaterThan(9);
    expect(api.faults).toEqual([]);
  });

  it('refuses an unknown property, a wrong type and an unknown method', () => {
    const exchange = { method: 'GET', path: '/v4/spreadsheets/x', query: {}, body: undefined };
    const { checker } = api;
    expect(checker.check({ ...exchange, answer: { spreadsheetID: 'x' } })).toHaveLength(1);
    expect(checker.check({ ...exchange, answer: { sheets: [{ properties: { index: '1' } }] } })).toHaveLength(
      1,
    );
    expect(checker.check({ ...exchange, query: { range: 'A1' }, answer: {} })).toHaveLength(1);
    expect(checker.check({ ...exchange, path: '/v4/nowhere', answer: {} })).toHaveLength(1);
    const update = { ...exchange, method: 'POST', path: '/v4/spreadsheets/x:batchUpdate', answer: {} };
    expect(checker.check({ ...update, body: { requests: [{ addShet: {} }] } })).toHaveLength(1);
    expect(checker.check({ ...update, body: { requests: [{ addSheet: {} }] } })).toEqual([]);
  });
});
