/**
 * What each assumption about Google says, for the panel and the report. Apart from what tries it, because only the panel
 * shows it, and the server's bundle is the tight one.
 */
export const SAYS = {
  'equals-set-values': 'setValues makes a formula of text that begins with =, in a text (@) cell too',
  'equals-rich-text': 'setRichTextValues keeps text that begins with = or + as text, in a text (@) cell',
  'equals-rich-text-read': 'getRichTextValue reads such text back',
  'text-format-keeps':
    'a text (@) cell keeps 0042, +49 170 1, 1e5, TRUE, 2026-03-01 and (5) as the text that is written',
  'time-text-keeps': 'a text (@) cell keeps 2026-03-01 10:22:31Z',
  'general-parses': 'a cell without a format makes numbers of 0042 and 1e5, and a boolean of TRUE',
  apostrophe: "setValues takes a leading ' as the sign for text, and does not keep it",
  'types-round-trip': 'numbers, booleans and text come back as what they were; blanks as empty text',
  'number-in-text-cell': 'a number written to a text (@) cell becomes its text',
  'date-typed':
    'setValues makes a date of 2026-03-01; getValues gives a Date of that day in the time zone of the spreadsheet',
  'date-display': 'a date typed as 2026-03-01 is displayed as typed',
  'date-object': 'a Date that is written comes back as the same moment',
  'format-change-keeps-value': 'setting the text format on a number leaves the number',
  'display-values': 'getDisplayValues gives what is shown: formatted numbers, TRUE, text as it is',
  unicode: 'line breaks, other scripts and emoji come back as they were',
  'cell-length': 'a cell holds 50,000 characters and refuses more',
  'row-mismatch': 'setValues with too few rows is refused and says how many there are',
  'column-mismatch': 'setValues with too many columns is refused and says how many there are',
  'strict-drop-down': 'a drop-down that rejects other values rejects them from a script too',
  'lenient-drop-down': 'a drop-down that only warns takes other values, which is the default',
  'outside-grid': 'a range outside the grid is refused, and writing never makes the grid larger',
  'last-row': 'getLastRow counts content alone: formats do not count, cleared cells no longer do',
  'insert-inherits': 'rows inserted after a text (@) row are text as well',
  'sort-moves-rows':
    'Range.sort moves whole rows of the range with their notes: numbers first, then text, blanks last',
  'filter-hides':
    'isRowHiddenByFilter sees what a filter hides; getValues reads hidden rows and setValues writes them',
  'hidden-rows': 'rows that a person hides are told apart from filtered ones, and still read',
  'note-round-trip': 'a note keeps its line breaks, survives clearContent, and goes with an empty text',
  'column-metadata': 'developer metadata of a column moves along when a column is inserted before it',
  'move-columns': 'moveColumns takes values and formats along; the target counts before the move',
  'warning-protection': 'a protection that only warns can be set and is found again by its description',
  'range-list': 'a range list clears several ranges at once',
  'append-row': 'appendRow writes after the last row with content',
  'property-size': 'a document property holds 9 KB and refuses more',
  'property-absent': 'a property that is not there is null',
  'cache-size': 'a cache entry holds 100 KB and refuses more',
  lock: 'the document lock can be taken, taken again by the same execution, and given back',
  hmac: 'computeHmacSha256Signature gives signed bytes of the usual HMAC',
  engine:
    'the engine has Intl, Array.at, replaceAll, Object.hasOwn and BigInt, and no URL, TextEncoder, atob or setTimeout',
  'error-class': 'what a service throws is an Error with a message',
  'block-times': 'a block of 50,000 rows by 14 columns is written and read in under a minute each',
  'row-by-row': 'asking 2,000 rows one by one whether a filter hides them takes under a minute',
  'notes-block': 'notes are written and read in blocks',
} as const satisfies Record<string, string>;
export type AssumptionName = keyof typeof SAYS;
