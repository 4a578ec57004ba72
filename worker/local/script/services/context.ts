import type { GridRange, Validation } from '../../core/types.ts';
import type { Backend, Menu } from '../backend.ts';
import { badParameters } from './only.ts';

/** Where a Range object is. */
export interface Place {
  readonly sheetId: number;
  readonly area: GridRange;
}

/** What the services of one execution share. The makers are here because sheets make ranges and ranges sheets. */
export interface Context {
  readonly backend: Backend;
  spreadsheet(): object;
  sheet(id: number): object;
  range(sheetId: number, area: GridRange): object;
  rangeList(sheetId: number, areas: readonly GridRange[]): object;
  /** Where an argument that must be a Range is. */
  placeOf(range: unknown, method: string): Place;
  /** The places of a RangeList. */
  placesOf(list: unknown, method: string): readonly Place[];
  sheetIdOf(sheet: unknown, method: string): number;
  readonly known: Known;
}

/** What the objects stand for that a script gives back to us. */
export interface Kinds {
  range: Place;
  rangeList: readonly Place[];
  /** The id of a sheet, or the spreadsheet itself. */
  sheet: number | 'spreadsheet';
  validation: Validation;
  richText: string;
  criteria: readonly string[];
  blob: BlobParts;
  html: HtmlParts;
  menu: Menu;
}

export interface BlobParts {
  bytes: Uint8Array;
  contentType: string | null;
  name: string | null;
}

export interface HtmlParts {
  content: string;
  title: string;
  width: number | undefined;
  height: number | undefined;
}

export interface Known {
  remember<K extends keyof Kinds, T extends object>(object: T, kind: K, what: Kinds[K]): T;
  recall<K extends keyof Kinds>(object: unknown, kind: K): Kinds[K] | undefined;
}

export function createKnown(): Known {
  const all: { readonly [K in keyof Kinds]: WeakMap<object, Kinds[K]> } = {
    range: new WeakMap(),
    rangeList: new WeakMap(),
    sheet: new WeakMap(),
    validation: new WeakMap(),
    richText: new WeakMap(),
    criteria: new WeakMap(),
    blob: new WeakMap(),
    html: new WeakMap(),
    menu: new WeakMap(),
  };
  return {
    remember(object, kind, what) {
      all[kind].set(object, what);
      return object;
    },
    recall: (object, kind) =>
      typeof object === 'object' && object !== null ? all[kind].get(object) : undefined,
  };
}

/** The value behind an object of ours, or Google's complaint about the parameter. */
export function recallOr<T>(found: T | undefined, method: string, value: unknown): T {
  if (found === undefined) throw badParameters(method, [value]);
  return found;
}
