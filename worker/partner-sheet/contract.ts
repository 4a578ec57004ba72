/**
 * What the parts of partner sheets say to each other. `read.ts` looks at a partner's spreadsheet, `sync.ts` decides what
 * of it is taken and what should stand there, `write.ts` brings it there.
 */
import type { OurColumn, PartnerColumn } from '../../shared/partner-sheet/columns.ts';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import type { Files } from '../drive/port.ts';
import type { Sheets } from '../sheets/port.ts';

/** Where the sheet is. Its tab and its header are found by marks and names, wherever they were moved. */
export interface PartnerFile {
  readonly fileId: string;
  /** Of the tab; null before it was made. */
  readonly sheetId: number | null;
  readonly preset: PartnerPreset;
}

/** A row as the worker knows it: what it last wrote, as hashes (`hashOfCell`), so that old names are not kept. */
export interface KnownRow {
  readonly id: string;
  /** Nothing yet of a row that may stand there and was never recorded: it is known by its id then. */
  readonly shown: Readonly<Partial<Record<OurColumn, string>>>;
  /** What was taken of it: a number that stands in the row of another tells that the partner sorted its columns alone. */
  readonly taken: Readonly<Partial<Record<PartnerColumn, string>>>;
}

/** A cell of the partner. */
export interface TypedCell {
  /** As it would be typed: a number cell in full, a date cell as `2026-03-01`. */
  readonly text: string;
  /** Typed as a number: long ones have lost digits, zeros in front are gone. */
  readonly isNumber: boolean;
  /** Part of a cell that is merged over several rows: nobody can say whose it is. */
  readonly isMerged: boolean;
}
/** A shipment that stands in the sheet: in the row, or the rows, that most of what stands in them says is its own. */
export interface Entry {
  readonly id: string;
  /** As a person counts, from 1. */
  readonly line: number;
  /** Only columns that are there. */
  readonly typed: Readonly<Partial<Record<PartnerColumn, TypedCell>>>;
  /** Ours that somebody changed, the id among them: what stands there now. */
  readonly edited: Readonly<Partial<Record<OurColumn, string>>>;
  /** How many rows are this one: 1 unless it was duplicated. `typed` holds what any of them says, the first before others. */
  readonly times: number;
  /** Of a row that stands several times: the columns in which its rows say different things. */
  readonly differs?: readonly PartnerColumn[];
}
/** A row with something in the partner's columns that is none of ours, or whose identity nobody can tell. */
export interface Stray {
  readonly line: number;
  /** What stands where the id should be. */
  readonly id: string;
  readonly typed: Entry['typed'];
  /** scrambled: it looks like several of ours at once. */
  readonly why: 'unknown' | 'scrambled';
}
export interface PartnerRead {
  readonly entries: readonly Entry[];
  readonly strays: readonly Stray[];
  /** Known rows that are not there. */
  readonly absent: readonly string[];
  /** The partner's columns that are gone: their cells were not read, which says nothing about their values. */
  readonly gone: readonly PartnerColumn[];
  /** Titles of other tabs in which rows of ours stand: nothing of them was read. They are the partner's own words. */
  readonly copies: readonly string[];
  /** What `write` needs to know of this moment; nobody else looks into it. */
  readonly grid: PartnerGrid;
}
/** Opaque outside read.ts and write.ts, which own its shape. */
export interface PartnerGrid {
  readonly sheetId: number;
  readonly [more: string]: unknown;
}

/** A row that should stand there. Rows of ours that are not wanted are taken away. */
export interface WantedLine {
  readonly id: string;
  /** Each of our columns that the preset has. */
  readonly cells: Readonly<Partial<Record<OurColumn, string>>>;
  readonly struck: boolean;
  /** On cells of the partner, in its language; "" takes a note of ours away. A note of the partner's own is left alone. */
  readonly notes: Readonly<Partial<Record<PartnerColumn, string>>>;
  /** What was taken of it, or waits for the creator: written into the partner's columns only when the row itself is made again. */
  readonly taken: Readonly<Partial<Record<PartnerColumn, string>>>;
  /** What Seen was ticked for has changed since: a tick that stands there before that is written is taken out again. */
  readonly untick?: true;
}
export interface Top {
  /** `12 new, 3 changed, 40 without a number`. */
  readonly summary: string;
  /** Say what the link is; "" for none. */
  readonly words: string;
  /** Of the packing page; "" for none. Alone in its cell: only so it is a link everywhere. */
  readonly link: string;
}
export interface PartnerWritten {
  /** Ids whose rows stand as wanted now. */
  readonly there: readonly string[];
  readonly sheetId: number;
  readonly calls: number;
  readonly cells: number;
  readonly bytes: number;
  /** Stopped before the end, and why; the rest is for the next time. */
  readonly stopped: { readonly code: string; readonly retryAfterMs: number } | null;
}

/** Makes the tab, its columns and header where they are not there. Throws SheetsProblem. */
export type ReadPartner = (
  sheets: Sheets,
  file: PartnerFile,
  known: readonly KnownRow[],
) => Promise<PartnerRead>;

/** Writes only what differs, looks again, and repairs what was moved meanwhile. Expected failures are in the answer. */
export type WritePartner = (
  sheets: Sheets,
  file: PartnerFile,
  read: PartnerRead,
  wanted: readonly WantedLine[],
  top: Top,
) => Promise<PartnerWritten>;

/** What partner sheets need of the world: createExchange is given them, or has no partner sheets. */
export interface PartnerHands {
  readonly files: Files;
  readonly readPartner: ReadPartner;
  readonly writePartner: WritePartner;
}
