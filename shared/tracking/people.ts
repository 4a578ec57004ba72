/** Finds orders for rows without a usable id: by an id that is nearly right, or by name and postal code. */

/** What is needed of each order, by index. */
export interface People {
  readonly orderId: readonly string[];
  readonly backerNumber: readonly string[];
  readonly name: readonly string[];
  readonly postalCode: readonly string[];
}

export interface PeopleIndex {
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly byPerson: ReadonlyMap<string, readonly number[]>;
}

export const MATCHED_BY = ['id', 'person'] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

export interface Found {
  /** Indices of orders, ascending; several when the row fits several. */
  readonly orders: readonly number[];
  readonly by: MatchedBy;
  /** By an id without its letters: a warehouse's own numbering may look the same. */
  readonly bare: boolean;
}

/** Indexes all orders once; a file has few rows to look up, a campaign may have 220,000 orders. */
export function indexPeople(people: People): PeopleIndex {
  const byId = new Map<string, number[]>();
  const byPerson = new Map<string, number[]>();
  people.orderId.forEach((id, i) => {
    if (id === '') return;
    push(byId, idKey(id), i);
    const bare = bareKey(id);
    if (bare !== idKey(id)) push(byId, bare, i);
    push(byId, idKey(people.backerNumber[i] ?? ''), i);
    push(byPerson, personKey(people.name[i] ?? '', people.postalCode[i] ?? ''), i);
  });
  return { byId, byPerson };
}

function push(map: Map<string, number[]>, key: string, i: number): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [i]);
  else if (!list.includes(i)) list.push(i);
}

/** Most orders that one row is offered: more are no help. */
const MOST = 20;

/**
 * Candidates for a row: `ids` are the texts of its id columns. The id comes first; name and postal code only when both
 * are given. Null when nothing fits, or too much.
 */
export function findOrders(
  index: PeopleIndex,
  row: { readonly ids: readonly string[]; readonly name: string; readonly postalCode: string },
): Found | null {
  for (const id of row.ids) {
    for (const key of new Set([idKey(id), ...inText(id), bareKey(id)])) {
      const orders = key === '' ? undefined : index.byId.get(key);
      if (orders !== undefined && orders.length <= MOST) return { orders, by: 'id', bare: /^\d+$/.test(key) };
    }
  }
  const person = personKey(row.name, row.postalCode);
  const orders = person === '' ? undefined : index.byPerson.get(person);
  return orders === undefined || orders.length > MOST ? null : { orders, by: 'person', bare: false };
}

/** Parts of an id, O and I and L among digits read as digits: `KS-1O42` and `ks o42` are KS 1042 and KS 042. */
const partsOf = (id: string): string[] =>
  (id.toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((part) => {
    const letters = /^[OIL]+\d/.test(part) ? '' : (/^\p{L}+/u.exec(part)?.[0] ?? '');
    return /\d/.test(part)
      ? letters + part.slice(letters.length).replace(/O/g, '0').replace(/[IL]/g, '1')
      : part;
  });

const idKey = (id: string): string => partsOf(id).join('');

/** Only the digits, without letters and zeros in front: what stays when a warehouse drops the prefix. */
const bareKey = (id: string): string =>
  partsOf(id)
    .map((part) => part.replace(/^\p{L}+/u, ''))
    .join('')
    .replace(/^0+(?=\d)/, '');

/** Ids inside of a longer text: `Order KS-1042 (gift)`. */
const inText = (text: string): string[] =>
  text
    .split(/[\s,;()[\]"'/]+/)
    .filter((part) => part !== text && /\d{3}/.test(part))
    .map(idKey);

/** Name and postal code without case, accents, marks and the order of the words; "" when either is blank. */
export function personKey(name: string, postalCode: string): string {
  const words = folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word))
    .sort();
  const code = folded(postalCode)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  // A ZIP+4 names the same place as its ZIP code.
  const postal = /^\d{9}$/.test(code) ? code.slice(0, 5) : code;
  return words.length === 0 || postal === '' ? '' : `${words.join(' ')}|${postal.replace(/^0+(?=\d)/, '')}`;
}

const TITLES: ReadonlySet<string> = new Set(
  'mr,mrs,ms,miss,dr,prof,herr,frau,m,mme,sr,sra,sig,mx'.split(','),
);

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/æ/gi, 'ae')
    .toLowerCase();
