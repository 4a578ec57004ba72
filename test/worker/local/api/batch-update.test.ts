import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUPPORTED_REQUESTS } from '../../../../worker/local/api/requests/index.ts';
import type { GridRange, Workbook } from '../../../../worker/local/core/types.ts';
import { type Harness, refused, startApi } from './harness.ts';

let api: Harness;
let spreadsheetId: string;
let book: Workbook;
const sent = new Set<string>();
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});
beforeEach(() => {
  spreadsheetId = api.fresh();
  book = api.book(spreadsheetId);
});

async function run(...requests: sheets_v4.Schema$Request[]) {
  for (const request of requests) for (const name of Object.keys(request)) sent.add(name);
  const answer = await api.client.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } });
  return answer.data.replies ?? [];
}
const at = (row: number, column: number, rows = 1, columns = 1): GridRange => ({
  row,
  column,
  rows,
  columns,
});
const grid = (range: GridRange, sheetId = 0) => ({
  sheetId,
  startRowIndex: range.row,
  endRowIndex: range.row + range.rows,
  startColumnIndex: range.column,
  endColumnIndex: range.column + range.columns,
});

describe('a batch', () => {
  it('answers each request in its place, {} where there is nothing to say', async () => {
    const replies = await run(
      { updateSpreadsheetProperties: { properties: { title: 'Wave 2' }, fields: 'title' } },
      { addSheet: { properties: { title: 'Orders', gridProperties: { rowCount: 10, columnCount: 3 } } } },
      { updateSheetProperties: { properties: { sheetId: 0, hidden: true }, fields: 'hidden' } },
    );
    expect(replies).toMatchObject([{}, { addSheet: { properties: { title: 'Orders', index: 1 } } }, {}]);
    expect(replies[0]).toEqual({});
    expect(book.title).toBe('Wave 2');
  });

  it('does all or nothing, in one change', async () => {
    book.write(0, 0, 0, [['before']], 'RAW');
    const revision = book.revision;
    const error = await refused(
      run(
        { updateSpreadsheetProperties: { properties: { title: 'Lost' }, fields: 'title' } },
        { repeatCell: { range: grid(at(0, 0)), fields: 'userEnteredValue' } },
        { deleteSheet: { sheetId: 77 } },
      ),
    );
    expect(error).toMatchObject({
      code: 400,
      message: 'Invalid requests[2].deleteSheet: No grid with id: 77',
    });
    expect(book.title).toBe('A campaign');
    expect(book.values(0, at(0, 0))).toEqual([['before']]);
    expect(book.revision).toBe(revision);
  });

  it('is one change for those who listen', async () => {
    const changes: number[] = [];
    book.onChange(({ revision }) => changes.push(revision));
    await run({ addSheet: { properties: { title: 'A' } } }, { addSheet: { properties: { title: 'B' } } });
    expect(changes).toEqual([1]);
  });

  it('refuses what is not supported, naming it, and what is no request at all', async () => {
    const chart = await refused(run({ addChart: {} }));
    expect(chart).toMatchObject({
      code: 501,
      status: 'UNIMPLEMENTED',
      message: expect.stringContaining('addChart'),
    });
    sent.delete('addChart');
    expect(await refused(run())).toMatchObject({ code: 400 });
    expect(await refused(run({}))).toMatchObject({
      code: 400,
      message: expect.stringContaining('requests[0]'),
    });
    const merge = { range: grid(at(0, 0)), cell: { userEnteredFormat: { borders: {} } }, fields: '*' };
    expect((await refused(run({ repeatCell: merge }))).message).toContain('Unknown name "borders"');
    const border = { range: grid(at(0, 0)), cell: {}, fields: 'userEnteredFormat.borders' };
    expect(await refused(run({ repeatCell: border }))).toMatchObject({ code: 501 });
  });
});

describe('sheets', () => {
  it("adds one with Google's default size, and refuses a name or an id that is taken", async () => {
    const [reply] = await run({ addSheet: {} });
    expect(reply?.addSheet?.properties).toMatchObject({
      title: 'Sheet2',
      index: 1,
      sheetType: 'GRID',
      gridProperties: { rowCount: 1000, columnCount: 26 },
    });
    const taken = await refused(run({ addSheet: { properties: { title: 'sheet1' } } }));
    expect(taken.message).toContain('already exists');
    expect((await refused(run({ addSheet: { properties: { sheetId: 0 } } }))).message).toContain(
      'already exists',
    );
  });

  it('refuses a sheet beyond 10 million cells', async () => {
    const gridProperties = { rowCount: 400_000, columnCount: 25 };
    const error = await refused(run({ addSheet: { properties: { gridProperties } } }));
    expect(error.message).toContain('10000000');
  });

  it('freezes, renames, colours, hides, resizes and moves one', async () => {
    const [reply] = await run({ addSheet: { properties: { title: 'B' } } });
    const sheetId = reply?.addSheet?.properties?.sheetId ?? -1;
    await run({
      updateSheetProperties: {
        properties: {
          sheetId,
          title: 'Orders',
          index: 0,
          hidden: true,
          tabColorStyle: { rgbColor: { red: 1 } },
          gridProperties: { frozenRowCount: 1, rowCount: 50, columnCount: 5 },
        },
        fields: 'title,index,hidden,tabColorStyle,gridProperties(frozenRowCount,rowCount,columnCount)',
      },
    });
    expect(book.sheets()[0]).toMatchObject({
      id: sheetId,
      name: 'Orders',
      hidden: true,
      frozenRows: 1,
      rowCount: 50,
      columnCount: 5,
      tabColor: '#ff0000',
    });
    // Masked but not given: back to the default.
    await run({
      updateSheetProperties: { properties: { sheetId }, fields: 'gridProperties.frozenRowCount,hidden' },
    });
    expect(book.sheet(sheetId)).toMatchObject({ hidden: false, frozenRows: 0, name: 'Orders' });
  });

  it('counts an index as before the move, as the API does', async () => {
    const [a, b] = [book.addSheet({ name: 'A' }), book.addSheet({ name: 'B' })];
    const move = (index: number) => ({
      updateSheetProperties: { properties: { sheetId: 0, index }, fields: 'index' },
    });
    await run(move(2));
    expect(book.sheets().map(({ id }) => id)).toEqual([a.id, 0, b.id]);
    await run(move(2));
    expect(book.sheets().map(({ id }) => id)).toEqual([a.id, 0, b.id]);
  });

  it('deletes one, but not the last that can be seen', async () => {
    const added = book.addSheet({ name: 'A' });
    await run({ deleteSheet: { sheetId: 0 } });
    expect(book.sheets().map(({ id }) => id)).toEqual([added.id]);
    expect((await refused(run({ deleteSheet: { sheetId: added.id } }))).message).toContain('visible');
  });

  it('duplicates one with all that is on it', async () => {
    book.write(0, 0, 0, [['Order ID', 'Stage']], 'RAW');
    book.setNote(0, at(0, 1), 'Computed');
    const location = { type: 'column', sheetId: 0, index: 1 } as const;
    book.addMetadata({ key: 'column', value: 'stage', visibility: 'PROJECT', location });
    const [reply] = await run({ duplicateSheet: { sourceSheetId: 0, newSheetId: 42, newSheetName: 'Copy' } });
    expect(reply?.duplicateSheet?.properties).toMatchObject({ sheetId: 42, title: 'Copy', index: 1 });
    expect(book.values(42, at(0, 0, 1, 2))).toEqual([['Order ID', 'Stage']]);
    expect(book.notes(42, at(0, 1))).toEqual([['Computed']]);
    expect(book.metadata()).toHaveLength(2);
    book.write(42, 0, 0, [['changed']], 'RAW');
    expect(book.values(0, at(0, 0))).toEqual([['Order ID']]);
  });
});

describe('rows and columns', () => {
  beforeEach(() => {
    book.write(
      0,
      0,
      0,
      [
        ['a', 'b', 'c', 'd'],
        ['1', '2', '3', '4'],
      ],
      'RAW',
    );
  });
  const stretch = (dimension: string, startIndex: number, endIndex: number) => ({
    range: { sheetId: 0, dimension, startIndex, endIndex },
  });
  const header = () => book.values(0, at(0, 0, 1, 5))[0];

  it('inserts, appends, deletes and moves', async () => {
    await run({ insertDimension: stretch('COLUMNS', 1, 2) }, { insertDimension: stretch('ROWS', 0, 2) });
    expect(book.values(0, at(2, 0, 1, 5))).toEqual([['a', null, 'b', 'c', 'd']]);
    await run({ deleteDimension: stretch('ROWS', 0, 2) }, { deleteDimension: stretch('COLUMNS', 1, 2) });
    expect(header()).toEqual(['a', 'b', 'c', 'd', null]);
    await run({
      moveDimension: {
        source: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
        destinationIndex: 3,
      },
    });
    expect(header()).toEqual(['b', 'c', 'a', 'd', null]);
    await run({
      moveDimension: {
        source: { sheetId: 0, dimension: 'ROWS', startIndex: 0, endIndex: 1 },
        destinationIndex: 2,
      },
    });
    expect(book.values(0, at(0, 0, 2)).flat()).toEqual(['2', 'b']);
    await run({ appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } });
    await run({ appendDimension: { sheetId: 0, dimension: 'COLUMNS', length: 1 } });
    expect(book.sheet(0)).toMatchObject({ rowCount: 1005, columnCount: 27 });
  });

  it('hides and widens', async () => {
    await run(
      {
        updateDimensionProperties: {
          ...stretch('COLUMNS', 1, 3),
          properties: { pixelSize: 250 },
          fields: 'pixelSize',
        },
      },
      {
        updateDimensionProperties: {
          ...stretch('COLUMNS', 3, 4),
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      },
      {
        updateDimensionProperties: {
          ...stretch('ROWS', 4, 6),
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      },
    );
    expect(book.columnWidths(0).slice(0, 4)).toEqual([100, 250, 250, 100]);
    expect(book.hiddenColumns(0)).toEqual([3]);
    expect(book.hiddenRows(0).byUser).toEqual([4, 5]);
  });

  it('makes columns wide enough for their text', async () => {
    book.write(0, 1, 0, [['x'.repeat(40)]], 'RAW');
    const dimensions = { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 2 };
    await run({ autoResizeDimensions: { dimensions } });
    const [wide = 0, narrow = 0] = book.columnWidths(0);
    expect(wide).toBeGreaterThan(200);
    expect(narrow).toBeLessThan(50);
  });
});

describe('cells', () => {
  it('formats a range without touching what the mask does not name', async () => {
    book.write(0, 0, 0, [['Order ID']], 'RAW');
    book.setFormat(0, at(0, 0, 1, 2), { italic: true });
    await run({
      repeatCell: {
        range: grid(at(0, 0, 1, 2)),
        cell: {
          userEnteredFormat: {
            textFormat: { bold: true, foregroundColorStyle: { rgbColor: { red: 1, green: 1, blue: 1 } } },
            backgroundColor: { blue: 1 },
            numberFormat: { type: 'TEXT' },
            wrapStrategy: 'CLIP',
            horizontalAlignment: 'CENTER',
          },
        },
        fields:
          'userEnteredFormat(backgroundColor,textFormat(bold,foregroundColorStyle),numberFormat,wrapStrategy,horizontalAlignment)',
      },
    });
    expect(book.formats(0, at(0, 1))).toEqual([
      [
        {
          numberFormat: '@',
          background: '#0000ff',
          color: '#ffffff',
          bold: true,
          italic: true,
          wrap: 'CLIP',
          align: 'center',
        },
      ],
    ]);
    expect(book.values(0, at(0, 0))).toEqual([['Order ID']]);
    // Named and not given: cleared.
    await run({ repeatCell: { range: grid(at(0, 0, 1, 2)), cell: {}, fields: 'userEnteredFormat' } });
    expect(book.formats(0, at(0, 1))).toEqual([[{}]]);
  });

  it('writes values, formulas, notes and drop-downs', async () => {
    const rule = {
      condition: {
        type: 'ONE_OF_LIST',
        values: [{ userEnteredValue: 'Open' }, { userEnteredValue: 'Paid' }],
      },
      strict: true,
      inputMessage: 'A stage',
    };
    await run({
      updateCells: {
        start: { sheetId: 0, rowIndex: 1, columnIndex: 0 },
        rows: [
          {
            values: [
              { userEnteredValue: { stringValue: '=not a formula' }, note: 'n' },
              { userEnteredValue: { numberValue: 0 } },
              { userEnteredValue: { boolValue: false }, dataValidation: rule },
            ],
          },
          { values: [{ userEnteredValue: { formulaValue: '=SUM(B2)' } }] },
        ],
        fields: 'userEnteredValue,note,dataValidation',
      },
    });
    expect(book.values(0, at(1, 0, 2, 3))).toEqual([
      ['=not a formula', 0, false],
      ['=SUM(B2)', null, null],
    ]);
    expect(book.formulas(0, at(1, 0, 2, 1))).toEqual([[''], ['=SUM(B2)']]);
    expect(book.notes(0, at(1, 0))).toEqual([['n']]);
    expect(book.validations(0, at(1, 2))).toEqual([
      [{ values: ['Open', 'Paid'], strict: true, help: 'A stage' }],
    ]);
  });

  it('clears the rest of a range', async () => {
    book.write(
      0,
      0,
      0,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      'RAW',
    );
    const rows = [{ values: [{ userEnteredValue: { stringValue: 'x' } }] }];
    await run({ updateCells: { range: grid(at(0, 0, 2, 2)), rows, fields: 'userEnteredValue' } });
    expect(book.values(0, at(0, 0, 2, 2))).toEqual([
      ['x', null],
      [null, null],
    ]);
  });

  it('sets a drop-down on a range, takes it away, and refuses other conditions', async () => {
    const rule = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'Open' }] }, strict: true };
    await run({ setDataValidation: { range: grid(at(1, 1, 999, 1)), rule } });
    expect(book.validations(0, at(999, 1))).toEqual([[{ values: ['Open'], strict: true }]]);
    expect(book.validations(0, at(0, 1))).toEqual([[null]]);
    await run({ setDataValidation: { range: grid(at(1, 1, 999, 1)) } });
    expect(book.validations(0, at(999, 1))).toEqual([[null]]);
    const range = grid(at(0, 0));
    const error = await refused(
      run({ setDataValidation: { range, rule: { condition: { type: 'BLANK' } } } }),
    );
    expect(error).toMatchObject({ code: 501, message: expect.stringContaining('BLANK') });
  });
});

describe('merged cells, checkboxes and struck out text', () => {
  const get = async (fields: string) =>
    (await api.client.spreadsheets.get({ spreadsheetId, ranges: ['Sheet1!A1:C3'], fields })).data.sheets?.[0];

  it('merges by block, row or column, lists what is merged, and unmerges', async () => {
    await run(
      { mergeCells: { range: grid(at(0, 0, 1, 3)) } },
      { mergeCells: { range: grid(at(1, 0, 2, 2)), mergeType: 'MERGE_ROWS' } },
    );
    expect((await get('sheets.merges'))?.merges).toEqual([
      { endRowIndex: 1, endColumnIndex: 3 },
      { startRowIndex: 1, endRowIndex: 2, endColumnIndex: 2 },
      { startRowIndex: 2, endRowIndex: 3, endColumnIndex: 2 },
    ]);
    const error = await refused(
      run({ mergeCells: { range: grid(at(0, 2, 3, 2)), mergeType: 'MERGE_COLUMNS' } }),
    );
    expect(error).toMatchObject({ code: 400, message: expect.stringContaining('select all cells') });
    await run({ unmergeCells: { range: grid(at(0, 0, 3, 3)) } });
    expect((await get('sheets(properties.title,merges)'))?.merges).toBeUndefined();
  });

  it('writes nothing under a merged block, and gives nothing of it', async () => {
    await run({ mergeCells: { range: grid(at(0, 0, 1, 2)) } });
    const values = [['a', 'b', 'c']];
    await api.client.spreadsheets.values.update({
      spreadsheetId,
      range: 'A1:C1',
      valueInputOption: 'RAW',
      requestBody: { values },
    });
    const read = await api.client.spreadsheets.values.get({ spreadsheetId, range: 'A1:C1' });
    expect(read.data.values).toEqual([['a', '', 'c']]);
  });

  it('strikes text out and takes that back, leaving its colour', async () => {
    const range = grid(at(0, 0));
    const foregroundColorStyle = { rgbColor: { red: 1 } };
    const cell = { userEnteredFormat: { textFormat: { strikethrough: true, foregroundColorStyle } } };
    await run({ repeatCell: { range, cell, fields: 'userEnteredFormat.textFormat' } });
    expect(book.formats(0, at(0, 0))).toEqual([[{ strikethrough: true, color: '#ff0000' }]]);
    const read = await get('sheets.data.rowData.values.userEnteredFormat');
    expect(read?.data?.[0]?.rowData?.[0]?.values?.[0]).toMatchObject(cell);
    await run({ repeatCell: { range, cell: {}, fields: 'userEnteredFormat.textFormat.strikethrough' } });
    expect(book.formats(0, at(0, 0))).toEqual([[{ color: '#ff0000' }]]);
  });

  it('sets a checkbox, and answers it as one', async () => {
    const rule = { condition: { type: 'BOOLEAN' }, strict: true, showCustomUi: true };
    await run({ setDataValidation: { range: grid(at(1, 1, 2, 1)), rule } });
    expect(book.validations(0, at(1, 1))).toEqual([[{ values: [], checkbox: true, strict: true }]]);
    const read = await get('sheets.data.rowData.values.dataValidation');
    expect(read?.data?.[0]?.rowData?.[1]?.values?.[1]).toEqual({ dataValidation: rule });
    const own = { condition: { type: 'BOOLEAN', values: [{ userEnteredValue: 'yes' }] } };
    expect(await refused(run({ setDataValidation: { range: grid(at(0, 0)), rule: own } }))).toMatchObject({
      code: 501,
    });
  });

  it('a list that is not strict stays one', async () => {
    const rule = { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'ups' }] }, strict: false };
    await run({ setDataValidation: { range: grid(at(0, 0)), rule } });
    expect(book.validations(0, at(0, 0))).toEqual([[{ values: ['ups'], strict: false }]]);
  });
});

describe('protection', () => {
  it('adds, updates and deletes', async () => {
    const [reply] = await run({
      addProtectedRange: {
        protectedRange: { range: grid(at(0, 0, 1, 26)), description: 'Header', warningOnly: true },
      },
    });
    const given = reply?.addProtectedRange?.protectedRange;
    expect(given).toMatchObject({ description: 'Header', warningOnly: true, range: { endRowIndex: 1 } });
    const protectedRangeId = given?.protectedRangeId ?? -1;
    await run({
      updateProtectedRange: {
        protectedRange: { protectedRangeId, description: 'All', range: { sheetId: 0 } },
        fields: 'description,range',
      },
    });
    expect(book.protections(0)).toEqual([{ id: protectedRangeId, description: 'All', warningOnly: true }]);
    await run({ deleteProtectedRange: { protectedRangeId } });
    expect(book.protections(0)).toEqual([]);
    expect((await refused(run({ deleteProtectedRange: { protectedRangeId } }))).code).toBe(400);
  });
});

describe('filter and sort', () => {
  beforeEach(() => {
    book.write(
      0,
      0,
      0,
      [
        ['id', 'stage'],
        ['2', 'Open'],
        ['1', 'Paid'],
        ['3', 'Open'],
      ],
      'RAW',
    );
  });

  it('hides rows by value, and shows them again', async () => {
    const filter = { range: grid(at(0, 0, 4, 2)), criteria: { 1: { hiddenValues: ['Open'] } } };
    await run({ setBasicFilter: { filter } });
    expect(book.hiddenRows(0).byFilter).toEqual([1, 3]);
    await run({ clearBasicFilter: { sheetId: 0 } });
    expect(book.hiddenRows(0).byFilter).toEqual([]);
    expect(book.filter(0)).toBeNull();
  });

  it('takes filterSpecs as well', async () => {
    const filterSpecs = [{ columnIndex: 1, filterCriteria: { hiddenValues: ['Paid'] } }];
    await run({ setBasicFilter: { filter: { range: grid(at(0, 0, 4, 2)), filterSpecs } } });
    expect(book.hiddenRows(0).byFilter).toEqual([2]);
  });

  it('sorts the rows of a range', async () => {
    const sortSpecs = [
      { dimensionIndex: 1, sortOrder: 'ASCENDING' },
      { dimensionIndex: 0, sortOrder: 'DESCENDING' },
    ];
    await run({ sortRange: { range: grid(at(1, 0, 3, 2)), sortSpecs } });
    expect(book.values(0, at(1, 0, 3, 2))).toEqual([
      ['3', 'Open'],
      ['2', 'Open'],
      ['1', 'Paid'],
    ]);
  });
});

describe('developer metadata', () => {
  it('is created, found, updated and deleted', async () => {
    const create = (metadataKey: string, location: object) => ({
      createDeveloperMetadata: {
        developerMetadata: { metadataKey, metadataValue: 'v', visibility: 'PROJECT', location },
      },
    });
    const dimensionRange = { sheetId: 0, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 };
    const [whole, , column] = await run(
      create('campaign', { spreadsheet: true }),
      create('tab', { sheetId: 0 }),
      create('column', { dimensionRange }),
    );
    const metadataId = whole?.createDeveloperMetadata?.developerMetadata?.metadataId ?? -1;
    expect(column?.createDeveloperMetadata?.developerMetadata?.location).toMatchObject({
      locationType: 'COLUMN',
      dimensionRange: { dimension: 'COLUMNS', startIndex: 2, endIndex: 3 },
    });
    const found = await api.client.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId });
    expect(found.data).toEqual({
      metadataId,
      metadataKey: 'campaign',
      metadataValue: 'v',
      visibility: 'PROJECT',
      location: { locationType: 'SPREADSHEET', spreadsheet: true },
    });
    const [updated] = await run({
      updateDeveloperMetadata: {
        dataFilters: [{ developerMetadataLookup: { metadataKey: 'column' } }],
        developerMetadata: { metadataValue: 'stage' },
        fields: 'metadataValue',
      },
    });
    expect(updated?.updateDeveloperMetadata?.developerMetadata?.[0]?.metadataValue).toBe('stage');
    const search = async (lookup: sheets_v4.Schema$DeveloperMetadataLookup) => {
      const requestBody = { dataFilters: [{ developerMetadataLookup: lookup }] };
      const { data } = await api.client.spreadsheets.developerMetadata.search({ spreadsheetId, requestBody });
      return data.matchedDeveloperMetadata?.map((match) => match.developerMetadata?.metadataKey);
    };
    expect(await search({ metadataValue: 'stage' })).toEqual(['column']);
    expect(await search({ locationType: 'SHEET' })).toEqual(['tab']);
    expect(await search({ metadataLocation: { sheetId: 0 } })).toEqual(['tab']);
    const intersecting = { locationMatchingStrategy: 'INTERSECTING_LOCATION' };
    const metadataLocation = { dimensionRange };
    expect(await search({ metadataLocation: { sheetId: 0 }, ...intersecting })).toEqual([
      'campaign',
      'tab',
      'column',
    ]);
    expect(await search({ metadataLocation })).toEqual(['column']);
    expect(await search({ metadataKey: 'none' })).toBeUndefined();
    const [deleted] = await run({
      deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataKey: 'column' } } },
    });
    expect(deleted?.deleteDeveloperMetadata?.deletedDeveloperMetadata).toHaveLength(1);
    expect(book.metadata().map(({ key }) => key)).toEqual(['campaign', 'tab']);
  });

  it('answers 404 for an id that is not there', async () => {
    const call = api.client.spreadsheets.developerMetadata.get({ spreadsheetId, metadataId: 999 });
    expect(await refused(call)).toMatchObject({ code: 404, status: 'NOT_FOUND' });
  });
});

describe('appended cells', () => {
  it('stand below the last row with data, in a grid that grows, and never become formulas', async () => {
    book.write(0, 0, 0, [['a'], ['b']], 'RAW');
    book.write(0, 3, 4, [['a person keeps this here']], 'RAW');
    book.updateSheet(0, { rowCount: 5 });
    const rows = [
      {
        values: [
          { userEnteredValue: { stringValue: '=1+1' } },
          {},
          { userEnteredValue: { stringValue: '007' } },
        ],
      },
      { values: [{ userEnteredValue: { stringValue: 'd' } }] },
    ];
    await run({ appendCells: { sheetId: 0, rows, fields: 'userEnteredValue' } });
    expect(book.sheet(0).rowCount).toBe(6);
    expect(book.values(0, at(3, 0, 3, 5))).toEqual([
      [null, null, null, null, 'a person keeps this here'],
      ['=1+1', null, '007', null, null],
      ['d', null, null, null, null],
    ]);
    expect(book.formulas(0, at(4, 0))).toEqual([['']]);
  });
});

describe('every request', () => {
  it('was sent at least once', () => {
    expect([...sent].sort()).toEqual([...SUPPORTED_REQUESTS].sort());
  });

  it('fits the discovery document, as do the answers', () => {
    expect(api.checked()).toBeGreaterThan(30);
    expect(api.faults).toEqual([]);
  });
});
