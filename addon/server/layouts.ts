/**
 * Column layouts that a person has confirmed once: what each column of a file with this header means. They live in the
 * document properties, in pieces, since one property holds 9 KB.
 */
import * as z from 'zod/mini';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { jsonOf } from '../../shared/plan/json.ts';
import type { LayoutKind, RememberedLayout } from '../api.ts';

const shape = z.array(z.object({ key: z.string(), name: z.string(), mapping: z.string(), at: z.string() }));

/** Characters of a piece: three bytes each at most stay under 9 KB. */
const PIECE = 3000;
/** Of each kind, so that both kinds and everything else fit into the 500 KB of a document. The oldest go first. */
const MOST_CHARACTERS = 45_000;

type Store = Pick<Book, 'property' | 'setProperty'>;

/** The layouts of a kind, last used first. What was damaged counts as never saved: the person is asked again. */
export function readLayouts(book: Store, kind: LayoutKind): RememberedLayout[] {
  const parsed = shape.safeParse(jsonOf(pieces(book, kind).join('')));
  return parsed.success ? parsed.data : [];
}

/**
 * Keeps a layout under its key and name (of the partner or channel; "" for none), or forgets it when the mapping is
 * null. Answers with what is kept now.
 */
export function saveLayout(
  book: Store & Pick<Book, 'now' | 'exclusive'>,
  kind: LayoutKind,
  layout: { readonly key: string; readonly name: string; readonly mapping: string | null },
): RememberedLayout[] {
  const { key, name, mapping } = layout;
  return book.exclusive(() => {
    const rest = readLayouts(book, kind).filter((one) => one.key !== key || one.name !== name);
    const list = mapping === null ? rest : [{ key, name, mapping, at: book.now() }, ...rest];
    let text = JSON.stringify(list);
    if (mapping !== null && JSON.stringify(list.slice(0, 1)).length > MOST_CHARACTERS) {
      throw new Refused(
        'layout.too-long',
        'This file has too many columns for their meaning to be remembered. It can be imported all the same.',
      );
    }
    // A mapping can be confirmed again; a preset is somebody's work.
    if (kind === 'export' && text.length > MOST_CHARACTERS)
      throw new Refused(
        'layout.full',
        'There is no room for one more preset. Delete one that is no longer used.',
      );
    while (text.length > MOST_CHARACTERS) {
      list.pop();
      text = JSON.stringify(list);
    }
    const before = pieces(book, kind).length;
    const count = list.length === 0 ? 0 : Math.ceil(text.length / PIECE);
    for (let i = 0; i < Math.max(before, count); i++) {
      book.setProperty(nameOf(kind, i), i < count ? text.slice(i * PIECE, (i + 1) * PIECE) : null);
    }
    return list;
  });
}

const nameOf = (kind: LayoutKind, i: number): string => `layouts.${kind}.${i}`;

function pieces(book: Store, kind: LayoutKind): string[] {
  const found: string[] = [];
  for (;;) {
    const piece = book.property(nameOf(kind, found.length));
    if (piece === null) return found;
    found.push(piece);
  }
}
