/**
 * A filter as a tree. The text, the drop-downs of the sidebar and the predicate are three views of it:
 * parse.ts, builder.ts, compile.ts. Values that may hold `*` are patterns: `\*` is a star, `\\` a backslash.
 */

/**
 * whole: the cell, with `*` for anything; part: the cell holds the text; count: a whole number; money: an amount; date:
 * a time; stage, payment, country: a fixed vocabulary; channel: routes there or is there; address: the result of its
 * check; run: orders that a run changed.
 */
export const FIELD_KINDS = [
  'whole',
  'part',
  'count',
  'money',
  'date',
  'stage',
  'payment',
  'country',
  'channel',
  'address',
  'run',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export type Compare = '<' | '<=' | '>' | '>=' | '=';

/** What a field must be like. */
export type Test =
  /** One of the values; canonical where the field has a vocabulary (stage, country, payment), else patterns. */
  | { readonly op: '='; readonly values: readonly string[] }
  /** The whole cell, letter for letter but for case. */
  | { readonly op: 'exact'; readonly value: string }
  /** A number, or a date from `2026` to `2026-03-01 10:22:31`, `today`, `yesterday`. */
  | { readonly op: '<' | '<=' | '>' | '>='; readonly value: string }
  /** Both ends included. */
  | { readonly op: '..'; readonly from: string; readonly to: string }
  /** A time longer ago than `30d`, or not so long. */
  | { readonly op: 'older' | 'newer'; readonly value: string }
  | { readonly op: 'filled' }
  | { readonly op: 'empty' };

/** any: has one of these; all: has each of them; only: has something, and nothing but these. */
export const SKU_MODES = ['any', 'all', 'only'] as const;
export type SkuMode = (typeof SKU_MODES)[number];

/**
 * What `is:` asks. answered: the survey; held: Hold is filled; sent: something is at a warehouse; open: something is
 * still to be sent; changed: items changed since lock-down, or name, address or phone since a parcel was sent;
 * edited: changed by hand since it was last accepted; mixed: the row's identity is in doubt.
 */
export const FACTS = [
  'answered',
  'locked',
  'paid',
  'errored',
  'finalized',
  'held',
  'open',
  'sent',
  'shipped',
  'cancelled',
  'changed',
  'edited',
  'mixed',
] as const;
export type Fact = (typeof FACTS)[number];

export type Term =
  /** Name, e-mail or notes hold the text. */
  | { readonly kind: 'text'; readonly value: string }
  /** `field` is a word of FIELDS; with `own` the header of any other column of Orders. */
  | { readonly kind: 'field'; readonly field: string; readonly own: boolean; readonly test: Test }
  | { readonly kind: 'sku'; readonly mode: SkuMode; readonly skus: readonly string[] }
  /** Units of the SKU in the order, without cancelled ones. */
  | { readonly kind: 'quantity'; readonly sku: string; readonly op: Compare; readonly value: number }
  | { readonly kind: 'fact'; readonly fact: Fact };

/** and, or: two parts at least. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | Term;

export interface FilterError {
  /** Where in the text, from 0. */
  readonly at: number;
  readonly length: number;
  readonly message: string;
  /** What could stand at this place instead; never taken by itself. */
  readonly suggestion: string | null;
}

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly error: FilterError };
