/** `/packing/<secret>`: the packing page of a partner's sheet, and its packing slips. Whoever has the secret is let in. */
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { PACKING_WORDS } from '../../shared/partner-sheet/packing-words.ts';
import { LANGUAGES, type Language } from '../../shared/partner-sheet/preset.ts';
import type { Database } from '../store/tables.ts';
import { type PackingSheet, rowsOf, sheetBySecret } from './load.ts';
import { batchesOf, chosenOf, countsOf, inPickOrder, isLive, WHICH } from './order.ts';
import { batchValue, type Choice, gonePage, PART, packingPage } from './page.ts';
import { PAPER, PAPERS } from './paper.ts';
import type { PackingRow } from './rows.ts';
import { unprintable, writeSlips } from './slips.ts';
import { PACKING_CSS } from './style.ts';
import { few, impatient, turns } from './turns.ts';

export interface PackingParts {
  readonly db: Kysely<Database>;
  readonly clock: () => Date;
}

/** Of 256 bits; longer ones are nobody's. */
const MOST_SECRET = 200;

/** Documents, and pages, that are made at once: each keeps the processor busy for seconds. Others wait their turn. */
const AT_ONCE = 2;
/** Of one sheet under way or waiting: whoever has one link must not keep the partners of others waiting for long. */
const MOST_OF_SHEET = 8;
const PATIENCE = { idleMs: 20_000, allMs: 120_000 };

/** What an address chooses; what it says wrong is as if it said nothing. */
const choiceOf = (query: unknown, preset: { readonly language: Language }): Choice => {
  const asked = z
    .object({
      // "" for all; otherwise behind a sign, so that parcels of no batch can be chosen too.
      batch: z.string().regex(/^=/).nullable().catch(null),
      rows: z.enum(WHICH).catch('open'),
      part: z.coerce.number().int().min(1).max(1_000_000).catch(1),
      paper: z.enum(PAPERS).catch('4x6'),
      language: z.enum(LANGUAGES).catch(preset.language),
    })
    .parse(query);
  const batch = asked.batch === null ? null : asked.batch.slice(batchValue('').length);
  return { batch, which: asked.rows, part: asked.part, paper: asked.paper, language: asked.language };
};

/** The chosen rows in pick order: all, and those of the part. */
function chosen(
  all: readonly PackingRow[],
  choice: Choice,
): { total: number; from: number; rows: PackingRow[] } {
  const ordered = inPickOrder(chosenOf(all, choice));
  const last = Math.max(1, Math.ceil(ordered.length / PART));
  const from = (Math.min(choice.part, last) - 1) * PART;
  return { total: ordered.length, from, rows: ordered.slice(from, from + PART) };
}

const guarded: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    // The secret is in the address.
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

/** GET /packing/:secret, /packing/:secret/slips.pdf and the style. Without a slash at the end: its links are relative. */
export function packingRouter({ db, clock }: PackingParts): Router {
  const router = Router({ strict: true });
  const turn = turns(AT_ONCE);
  const pageTurn = turns(AT_ONCE);
  const ofSheet = few(MOST_OF_SHEET);

  router.get('/packing/packing.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'max-age=300').send(PACKING_CSS);
  });
  router.use('/packing', guarded);

  const sheetOf = async (request: Request): Promise<PackingSheet | null> => {
    const secret = String(request.params.secret);
    return secret.length > MOST_SECRET ? null : sheetBySecret(db, secret);
  };
  const gone = (response: Response, css: string): void => {
    response.status(404).type('html').send(gonePage(css));
  };

  router.get('/packing/:secret', async (request, response) => {
    const sheet = await sheetOf(request);
    if (sheet === null) {
      gone(response, 'packing.css');
      return;
    }
    const page = (): Promise<void> => pageTurn(() => sendPage(request, response, sheet));
    await ofSheet(sheet.connection_id, page);
  });
  const sendPage = async (request: Request, response: Response, sheet: PackingSheet): Promise<void> => {
    if (response.destroyed) return;
    const choice = choiceOf(request.query, sheet.preset);
    const all = await rowsOf(db, sheet);
    const { total, from, rows } = chosen(all, choice);
    const page = packingPage({
      channel: sheet.channel,
      now: clock(),
      counts: countsOf(all),
      stopped: all.filter(({ state }) => state === 'cancelling').map(({ id }) => id),
      batches: batchesOf(all),
      choice: { ...choice, part: from / PART + 1 },
      rows,
      total,
      from,
      byHand: await unprintable(rows),
      here: encodeURIComponent(String(request.params.secret)),
    });
    response.type('html').send(page);
  };

  router.get('/packing/:secret/slips.pdf', async (request, response) => {
    const sheet = await sheetOf(request);
    if (sheet === null) {
      gone(response, '../packing.css');
      return;
    }
    const choice = choiceOf(request.query, sheet.preset);
    const document = async (): Promise<void> => {
      if (response.destroyed) return;
      const rows = chosen(await rowsOf(db, sheet), choice).rows.filter(isLive);
      response.type('pdf').set('Content-Disposition', `inline; filename="${fileName(choice)}"`);
      await impatient(response, PATIENCE, () => writeSlips(rows, choice, response));
    };
    await ofSheet(sheet.connection_id, () => turn(document));
  });

  // A slash too many: the links of the page are relative.
  router.get('/packing/:secret/', (request, response) => {
    response.redirect(308, `../${encodeURIComponent(String(request.params.secret))}`);
  });
  router.use('/packing', ({ path }, response) => {
    gone(response, `${'../'.repeat(Math.max(0, path.split('/').length - 2))}packing.css`);
  });
  return router;
}

const fileName = ({ paper, language, part }: Choice): string =>
  `${PACKING_WORDS[language].packingSlips} ${PAPER[paper].label} ${part}.pdf`
    .normalize('NFD')
    .replaceAll('×', 'x')
    .replace(/[^\w. -]/g, '')
    .replaceAll(' ', '-')
    .toLowerCase();
