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

const values = () => api.client.spreadsheets.values;
type Cell = string | number | boolean | null;

async function put(range: string, rows: Cell[][], valueInputOption = 'RAW') {
  return (await values().update({ spreadsheetId, range, valueInputOption, requestBody: { values: rows } }))
    .data;
}
async function get(
  range: string,
  options: { valueRenderOption?: string; dateTimeRenderOption?: string } = {},
) {
  return (await values().get({ spreadsheetId, range, ...options })).data;
}

describe('values.get', () => {
  it('leaves values out when nothing is there', async () => {
    expect(await get('Sheet1!A1:B2')).toEqual({ range: 'Sheet1!A1:B2', majorDimension: 'ROWS' });
  });

  it('trims empty cells and rows at the end, and keeps those in between', async () => {
    await put('A1', [['a', '', 'c', ''], [], ['x']]);
    expect((await get('A1:F9')).values).toEqual([['a', '', 'c'], [], ['x']]);
  });

  it.each([
    ['A1:A', 'Sheet1!A1:A1000'],
    ['A:A', 'Sheet1!A1:A1000'],
    ['2:3', 'Sheet1!A2:Z3'],
    ['A5:B', 'Sheet1!A5:B1000'],
    ['D4:A1', 'Sheet1!A1:D4'],
    ['Sheet1', 'Sheet1!A1:Z1000'],
    ['B2', 'Sheet1!B2'],
    ['B2:B2', 'Sheet1!B2'],
    ['$A$1:$B$2', 'Sheet1!A1:B2'],
    ['A1:AZ9999', 'Sheet1!A1:Z1000'],
    ["'Sheet1'!A1:B2", 'Sheet1!A1:B2'],
    ['sheet1!a1:b2', 'Sheet1!A1:B2'],
  ])('echoes %s as %s', async (asked, echoed) => {
    expect((await get(asked)).range).toBe(echoed);
  });

  it('quotes a sheet name that needs it, and reads one with an apostrophe, a slash and a colon', async () => {
    const sheet = api.book(spreadsheetId).addSheet({ name: "US/EU: Bob's" });
    api.book(spreadsheetId).write(sheet.id, 0, 0, [['x']], 'RAW');
    const data = await get("'US/EU: Bob''s'!A1:B2");
    expect(data).toEqual({ range: "'US/EU: Bob''s'!A1:B2", majorDimension: 'ROWS', values: [['x']] });
  });

  it.each(['Nowhere!A1', 'A1:B2:C3', 'Sheet1!', '', 'Sheet1!A0', "'Sheet1!A1"])(
    'refuses the range "%s"',
    async (range) => {
      if (range === '') {
        const answer = await fetch(`${api.url}/v4/spreadsheets/${spreadsheetId}/values/%20`);
        expect(answer.status).toBe(400);
        return;
      }
      const error = await refused(get(range));
      expect(error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
      expect(error.message).toContain('Unable to parse range');
    },
  );

  it('refuses a range that begins outside the grid', async () => {
    const error = await refused(get('Sheet1!A1001:B1002'));
    expect(error.message).toBe(
      'Range (Sheet1!A1001:B1002) exceeds grid limits. Max rows: 1000, max columns: 26',
    );
  });

  it('gives columns when asked for them', async () => {
    await put('A1', [
      ['a', 'b'],
      ['c', ''],
    ]);
    const { data } = await values().get({ spreadsheetId, range: 'A1:C3', majorDimension: 'COLUMNS' });
    expect(data).toEqual({ range: 'Sheet1!A1:C3', majorDimension: 'COLUMNS', values: [['a', 'c'], ['b']] });
  });

  it('renders a date as serial, as typed, and a number with and without its format', async () => {
    await put('A1', [['2020-01-01', '$1,234.50', '12%', 'TRUE', '=A1+1']], 'USER_ENTERED');
    expect((await get('A1:E1')).values).toEqual([['2020-01-01', '$1,234.50', '12%', 'TRUE', '=A1+1']]);
    expect((await get('A1:E1', { valueRenderOption: 'UNFORMATTED_VALUE' })).values).toEqual([
      [43831, 1234.5, 0.12, true, '=A1+1'],
    ]);
    const unformatted = { valueRenderOption: 'UNFORMATTED_VALUE', dateTimeRenderOption: 'FORMATTED_STRING' };
    expect((await get('A1:B1', unformatted)).values).toEqual([['2020-01-01', 1234.5]]);
    expect((await get('A1:E1', { valueRenderOption: 'FORMULA' })).values?.[0]?.[4]).toBe('=A1+1');
  });

  it('keeps zero and false in values, which are data', async () => {
    await put('A1', [[0, false, '']]);
    expect((await get('A1:C1', { valueRenderOption: 'UNFORMATTED_VALUE' })).values).toEqual([[0, false]]);
  });

  it('reads several ranges at once', async () => {
    await put('A1', [['a', 'b']]);
    const { data } = await values().batchGet({ spreadsheetId, ranges: ['A1', 'B1:B2', 'C1'] });
    expect(data).toEqual({
      spreadsheetId,
      valueRanges: [
        { range: 'Sheet1!A1', majorDimension: 'ROWS', values: [['a']] },
        { range: 'Sheet1!B1:B2', majorDimension: 'ROWS', values: [['b']] },
        { range: 'Sheet1!C1', majorDimension: 'ROWS' },
      ],
    });
  });
});

describe('values.update', () => {
  it('parses like typing with USER_ENTERED and keeps text with RAW', async () => {
    await put('A1', [['0042', '=1+1', '+49170']], 'RAW');
    await put('A2', [['0042', "'0042", '+49170']], 'USER_ENTERED');
    expect((await get('A1:C2', { valueRenderOption: 'UNFORMATTED_VALUE' })).values).toEqual([
      ['0042', '=1+1', '+49170'],
      [42, '0042', 49170],
    ]);
    expect(api.book(spreadsheetId).formulas(0, { row: 0, column: 0, rows: 1, columns: 3 })).toEqual([
      ['', '', ''],
    ]);
  });

  it('says what it wrote, not what was asked for', async () => {
    expect(await put('A1:D9', [['a', 'b'], ['c']])).toEqual({
      spreadsheetId,
      updatedRange: 'Sheet1!A1:B2',
      updatedRows: 2,
      updatedColumns: 2,
      updatedCells: 3,
    });
  });

  it('skips null and clears on ""', async () => {
    await put('A1', [['a', 'b', 'c']]);
    await put('A1', [[null, '', 'z']]);
    expect((await get('A1:C1')).values).toEqual([['a', '', 'z']]);
  });

  it('gives the written values back when asked', async () => {
    const { data } = await values().update({
      spreadsheetId,
      range: 'B2',
      valueInputOption: 'USER_ENTERED',
      includeValuesInResponse: true,
      responseValueRenderOption: 'UNFORMATTED_VALUE',
      requestBody: { majorDimension: 'COLUMNS', values: [['1', '2']] },
    });
    expect(data.updatedData).toEqual({
      range: 'Sheet1!B2:B3',
      majorDimension: 'COLUMNS',
      values: [[1, 2]],
    });
  });

  it('refuses more than the range holds', async () => {
    expect((await refused(put('A1:A2', [['a', 'b']]))).message).toBe(
      'Requested writing within range [Sheet1!A1:A2], but tried writing to column [B]',
    );
    expect((await refused(put('A1:B1', [['a'], ['b']]))).message).toBe(
      'Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]',
    );
    expect((await refused(put('Z1000', [['a', 'b']]))).message).toContain('column [AA]');
  });

  it('refuses a value that is no cell, naming the field', async () => {
    const url = `${api.url}/v4/spreadsheets/${spreadsheetId}/values/A1?valueInputOption=RAW`;
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values: [['a', { b: 1 }]] }),
    });
    expect(answer.status).toBe(400);
    const body: unknown = await answer.json();
    expect(body).toMatchObject({
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        details: [{ fieldViolations: [{ field: 'data.values[0][1]' }] }],
      },
    });
  });

  it('refuses values that are not rows, and unknown fields', async () => {
    const send = async (body: string) => {
      const url = `${api.url}/v4/spreadsheets/${spreadsheetId}/values/A1?valueInputOption=RAW`;
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(url, { method: 'PUT', headers, body });
      const error: unknown = await answer.json();
      return { status: answer.status, error };
    };
    expect(await send('{"values":["a"]}')).toMatchObject({
      status: 400,
      error: { error: { details: [{ fieldViolations: [{ field: 'data.values[0]' }] }] } },
    });
    expect(await send('{"vals":[]}')).toMatchObject({
      status: 400,
      error: { error: { message: expect.stringContaining('Unknown name "vals" at \'data\'') } },
    });
    expect(await send('{"values":')).toMatchObject({
      status: 400,
      error: { error: { status: 'INVALID_ARGUMENT' } },
    });
  });

  it('needs a valueInputOption', async () => {
    const call = values().update({ spreadsheetId, range: 'A1', requestBody: { values: [['a']] } });
    expect((await refused(call)).message).toBe("'valueInputOption' is required but not specified");
  });

  it('refuses a body that names another range', async () => {
    const requestBody = { range: 'B1', values: [['a']] };
    const call = values().update({ spreadsheetId, range: 'A1', valueInputOption: 'RAW', requestBody });
    expect((await refused(call)).code).toBe(400);
  });

  it('refuses 50,001 characters and leaves the rest unwritten', async () => {
    const error = await refused(put('A1', [['a', 'x'.repeat(50_001)]]));
    expect(error).toMatchObject({ code: 400, message: expect.stringContaining('50000') });
    expect((await get('A1:B1')).values).toBeUndefined();
  });
});

describe('values.batchUpdate', () => {
  it('counts distinct columns and rows, and answers in order', async () => {
    const data = [
      { range: 'A1:B1', values: [['a', 'b']] },
      { range: 'A5:B5', values: [['c', 'd']] },
    ];
    const requestBody = { valueInputOption: 'RAW', data };
    const answer = await values().batchUpdate({ spreadsheetId, requestBody });
    expect(answer.data).toMatchObject({
      totalUpdatedRows: 2,
      totalUpdatedColumns: 2,
      totalUpdatedCells: 4,
      totalUpdatedSheets: 1,
    });
    expect(answer.data.responses?.map(({ updatedRange }) => updatedRange)).toEqual([
      'Sheet1!A1:B1',
      'Sheet1!A5:B5',
    ]);
  });

  it('writes all or nothing, and says which part was wrong', async () => {
    const data = [
      { range: 'A1', values: [['a']] },
      { range: 'B1:B1', values: [['a', 'b']] },
    ];
    const requestBody = { valueInputOption: 'RAW', data };
    const error = await refused(values().batchUpdate({ spreadsheetId, requestBody }));
    expect(error.message).toContain('Invalid data[1]: Requested writing within range');
    expect((await get('A1:B1')).values).toBeUndefined();
  });
});

describe('values.append', () => {
  const append = async (range: string, rows: Cell[][], insertDataOption?: string) =>
    (
      await values().append({
        spreadsheetId,
        range,
        valueInputOption: 'RAW',
        ...(insertDataOption === undefined ? {} : { insertDataOption }),
        requestBody: { values: rows },
      })
    ).data;

  it('writes below the last table of a sheet: after ["x","","z"] to C2', async () => {
    await put('A1', [['x', '', 'z']]);
    const answer = await append('Sheet1', [['1', '2', '3']]);
    expect(answer).toMatchObject({ tableRange: 'Sheet1!C1', updates: { updatedRange: 'Sheet1!C2:E2' } });
  });

  // The two tables and the ranges of the API's own guide.
  it.each([
    ['Sheet1', 'Sheet1!B7', 'Sheet1!B4:D6'],
    ['B4', 'Sheet1!B7', 'Sheet1!B4:D6'],
    ['C5:D5', 'Sheet1!B7', 'Sheet1!B4:D6'],
    ['B2:D4', 'Sheet1!B7', 'Sheet1!B4:D6'],
    ['A3:G10', 'Sheet1!B7', 'Sheet1!B4:D6'],
    ['A1', 'Sheet1!A3', 'Sheet1!A1:C2'],
    ['E4', 'Sheet1!E4', undefined],
    ['A4', 'Sheet1!A4', undefined],
  ])('to %s writes at %s', async (range, written, table) => {
    await put('A1', [
      ['x', 'y', 'z'],
      ['x', 'y', 'z'],
    ]);
    await put('B4', [
      ['x', 'y', 'z'],
      ['x', '', 'z'],
      ['x', 'y', 'z'],
    ]);
    const answer = await append(range, [['new']]);
    expect(answer.updates?.updatedRange).toBe(written);
    expect(answer.tableRange).toBe(table);
  });

  it('overwrites what is below unless rows are to be inserted', async () => {
    await put('A1', [['head'], ['']]);
    await put('A3', [['below']]);
    await append('A1', [['1'], ['2']]);
    expect((await get('A1:A5')).values).toEqual([['head'], ['1'], ['2']]);
    await append('A1', [['3']], 'INSERT_ROWS');
    expect((await get('A1:A5')).values).toEqual([['head'], ['1'], ['2'], ['3']]);
    expect(api.book(spreadsheetId).sheet(0).rowCount).toBe(1001);
  });

  it('adds rows at the end of the grid', async () => {
    await put('A1000', [['last']]);
    const answer = await append('A1000', [['1'], ['2']]);
    expect(answer.updates?.updatedRange).toBe('Sheet1!A1001:A1002');
    expect(api.book(spreadsheetId).sheet(0).rowCount).toBe(1002);
  });
});

describe('values.clear', () => {
  it('clears values and leaves formats', async () => {
    await put('A1', [['2020-01-01']], 'USER_ENTERED');
    const { data } = await values().clear({ spreadsheetId, range: 'A1:B' });
    expect(data).toEqual({ spreadsheetId, clearedRange: 'Sheet1!A1:B1000' });
    expect((await get('A1')).values).toBeUndefined();
    const [[format] = []] = api.book(spreadsheetId).formats(0, { row: 0, column: 0, rows: 1, columns: 1 });
    expect(format).toEqual({ numberFormat: 'yyyy-mm-dd' });
  });

  it('clears several ranges', async () => {
    await put('A1', [['a', 'b', 'c']]);
    const requestBody = { ranges: ['A1', 'C1'] };
    const { data } = await values().batchClear({ spreadsheetId, requestBody });
    expect(data.clearedRanges).toEqual(['Sheet1!A1', 'Sheet1!C1']);
    expect((await get('A1:C1')).values).toEqual([['', 'b']]);
  });
});

describe('values by data filter', () => {
  beforeEach(async () => {
    await put('A1', [
      ['Order ID', 'Stage', 'Notes'],
      ['1001', 'Open', 'x'],
      ['1002', 'Paid', 'y'],
    ]);
    const location = { type: 'column', sheetId: 0, index: 1 } as const;
    api.book(spreadsheetId).addMetadata({ key: 'column', value: 'stage', visibility: 'PROJECT', location });
  });
  const stage = { developerMetadataLookup: { metadataKey: 'column', metadataValue: 'stage' } };

  it('reads a column by its metadata, wherever it has moved', async () => {
    api.book(spreadsheetId).moveColumns(0, 1, 1, 3);
    const requestBody = { dataFilters: [stage, { a1Range: 'A1:A2' }] };
    const { data } = await values().batchGetByDataFilter({ spreadsheetId, requestBody });
    expect(data.valueRanges).toEqual([
      {
        valueRange: {
          range: 'Sheet1!C1:C1000',
          majorDimension: 'ROWS',
          values: [['Stage'], ['Open'], ['Paid']],
        },
        dataFilters: [stage],
      },
      {
        valueRange: {
          range: 'Sheet1!A1:A2',
          majorDimension: 'ROWS',
          values: [['Order ID'], ['1001']],
        },
        dataFilters: [{ a1Range: 'A1:A2' }],
      },
    ]);
  });

  it('writes by metadata, and by a half-open grid range from 0', async () => {
    const gridRange = {
      sheetId: 0,
      startRowIndex: 1,
      endRowIndex: 3,
      startColumnIndex: 2,
      endColumnIndex: 3,
    };
    const data = [
      { dataFilter: stage, majorDimension: 'ROWS', values: [[null], ['Paid']] },
      { dataFilter: { gridRange }, majorDimension: 'ROWS', values: [['p'], ['q']] },
    ];
    const requestBody = { valueInputOption: 'RAW', data };
    const answer = await values().batchUpdateByDataFilter({ spreadsheetId, requestBody });
    expect(answer.data.totalUpdatedCells).toBe(3);
    expect(answer.data.responses?.[1]?.updatedRange).toBe('Sheet1!C2:C3');
    expect((await get('A1:C3')).values).toEqual([
      ['Order ID', 'Stage', 'Notes'],
      ['1001', 'Paid', 'p'],
      ['1002', 'Paid', 'q'],
    ]);
  });

  it('clears by metadata', async () => {
    const requestBody = { dataFilters: [stage] };
    const { data } = await values().batchClearByDataFilter({ spreadsheetId, requestBody });
    expect(data.clearedRanges).toEqual(['Sheet1!B1:B1000']);
    expect((await get('A1:C1')).values).toEqual([['Order ID', '', 'Notes']]);
  });
});

describe('every exchange', () => {
  it('fits the discovery document, requests and answers', () => {
    expect(api.checked()).toBeGreaterThan(60);
    expect(api.faults).toEqual([]);
  });
});
