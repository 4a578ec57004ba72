/** The fields of a filter: the word, what it looks at, and how values are compared. */
import { FIELD_KINDS, type FieldKind } from './filter.ts';

export interface Field {
  readonly word: string;
  readonly kind: FieldKind;
  readonly tab: 'Orders' | 'Shipments';
  /** The header; '' where several columns are looked at. */
  readonly column: string;
  readonly aliases: readonly string[];
}

/** A line a field: `word kind column aliases`, parted by `|`; a column of Shipments begins with `>`. */
const LINES = `
id|whole|Order ID|order
stage|stage|Stage
country|country|Country
name|part|Name
email|part|Email|mail
phone|part|Phone
address1|part|Address 1|street
address2|part|Address 2
city|part|City
state|whole|State/Province|province
postal|whole|Postal code|zip,postcode
address|address|
items|part|Items
reward|part|Reward
channel|channel|
batch|whole|>Batch
tracking|part|>Tracking number
carrier|part|>Carrier
pushed|date|>Pushed at
shipped|date|>Shipped at
payment|payment|Payment
due|money|Amount due
pledged|money|Pledged
survey|date|Survey at
locked|date|Locked at
finalized|date|Finalized at
ordered|date|Ordered at
hold|part|Hold
notes|part|Notes
tax|part|Tax ID|taxid
backer|count|Backer number
uid|whole|Backer UID
next|part|Next step
packages|part|Packages
cancelled|part|Cancelled items
lockeditems|part|Locked items
run|run|
`;

export const FIELDS: readonly Field[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [word = '', kind = '', column = '', aliases = ''] = line.split('|');
    const shipments = column.startsWith('>');
    return {
      word,
      kind: FIELD_KINDS.find((known) => known === kind) ?? 'part',
      tab: shipments ? 'Shipments' : 'Orders',
      column: shipments ? column.slice(1) : column,
      aliases: aliases.split(',').filter((alias) => alias !== ''),
    };
  });

/**
 * The field of a word, an alias or a header of ours, in any case; undefined for another one. What is quoted can only be
 * a header: a creator's own column may be called like one of our words.
 */
export function fieldOf(text: string, quoted = false): Field | undefined {
  const low = text.toLowerCase();
  const plain = low.replace(/[\s_-]/g, '');
  const word = quoted ? undefined : FIELDS.find((field) => field.word === low || field.aliases.includes(low));
  return (
    word ??
    FIELDS.find((field) => {
      const header = field.column.toLowerCase();
      if (field.tab !== 'Orders' || header === '') return false;
      return header === low || (!quoted && header.replace(/ /g, '') === plain);
    })
  );
}

/** Words before a colon that are no fields. */
export const OPERATORS = ['is', 'has', 'any', 'all', 'only', 'qty'] as const;

/** The field of exactly this word. */
export function fieldNamed(word: string): Field | undefined {
  return FIELDS.find((field) => field.word === word);
}
