/** The packing page: what to pick and to pack. No script: forms and links do all. */
import { headerWord } from '../../shared/partner-sheet/headers.ts';
import { PACKING_WORDS } from '../../shared/partner-sheet/packing-words.ts';
import { LANGUAGES, type Language } from '../../shared/partner-sheet/preset.ts';
import { stateWord, summaryLine } from '../../shared/partner-sheet/words.ts';
import { type Html, html } from '../routes/page.ts';
import { byBatches, type Counts, isLive, type Picked, picksOf, WHICH, type Which } from './order.ts';
import { PAPER, PAPERS, type PaperName } from './paper.ts';
import { addressLines, type PackingRow } from './rows.ts';
import { count, LANGUAGE_NAMES, MORE_WORDS } from './words.ts';

export interface PackingView {
  readonly channel: string;
  readonly now: Date;
  /** Of all rows, whatever is chosen. */
  readonly counts: Counts;
  /** Ids that are not to be packed any more, and nobody has ticked. */
  readonly stopped: readonly string[];
  readonly batches: readonly string[];
  readonly choice: Choice;
  /** In pick order; those of this part. */
  readonly rows: readonly PackingRow[];
  /** How many are chosen, and where this part begins. */
  readonly total: number;
  readonly from: number;
  /** Ids of those whose labels are to be written by hand. */
  readonly byHand: readonly string[];
  /** Without its slash at the end, relative to the page: `<secret>`. */
  readonly here: string;
}
export interface Choice {
  /** null for all of them. */
  readonly batch: string | null;
  readonly which: Which;
  /** From 1. */
  readonly part: number;
  readonly paper: PaperName;
  readonly language: Language;
}
/** So many parcels a page, and a document. */
export const PART = 1_000;

/** In the page itself: another request would ask for a favicon, and find none. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b6e4f'/%3E%3C/svg%3E";

const frame = (language: Language, title: string, css: string, body: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="stylesheet" href="${css}">
<link rel="icon" href="${ICON}">
</head>
<body>
${body}
</body>
</html>
`.html;

export function packingPage(view: PackingView): string {
  const { choice, channel, rows } = view;
  const { language } = choice;
  const words = PACKING_WORDS[language];
  const lists = byBatches(rows).map(({ batch, rows }) => listOf(batch, rows, view));
  const body = html`<a class="skip" href="#main">${words.packingList}</a>
<header><div class="bar"><p class="brand"><span aria-hidden="true" class="mark"></span>${channel}</p></div></header>
<main id="main">
  <div class="head">
    <div>
      <h1>${summaryLine(view.counts, language)}</h1>
      <p class="asof">${words.asOf} <time datetime="${view.now.toISOString()}">${clock(view.now)}</time></p>
    </div>
    <a class="button" href="${addressOf(view, choice)}">${MORE_WORDS[language].reload}</a>
  </div>
  <div class="panels">${chooser(view)}${slipsForm(view)}</div>
  ${idsNote('note stop', words.cancelled, view.stopped)}
  ${idsNote('note', words.byHand, view.byHand)}
  ${partsOf(view)}
  ${rows.length === 0 ? html`<p class="empty">${words.nothing}</p>` : picks(picksOf(rows), language)}
  ${lists}
</main>`;
  return frame(language, `${words.packingList} · ${channel}`, 'packing.css', body);
}

const clock = (now: Date): string => `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The page with another choice. */
function addressOf({ here }: PackingView, { batch, which, part, paper, language }: Choice): string {
  const query = new URLSearchParams({ rows: which, paper, language });
  if (batch !== null) query.set('batch', batchValue(batch));
  if (part > 1) query.set('part', String(part));
  return `${here}?${query.toString()}`;
}
/** In forms "" is all batches, so that the one without a name needs another. */
export const batchValue = (batch: string): string => `=${batch}`;

const option = (value: string, label: string, chosen: string): Html =>
  value === chosen
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`;
const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

function chooser({ here, batches, choice }: PackingView): Html {
  const { language } = choice;
  const words = PACKING_WORDS[language];
  const batch = choice.batch === null ? '' : batchValue(choice.batch);
  const which: Readonly<Record<Which, string>> = {
    open: words.withoutNumber,
    new: words.onlyNew,
    changed: words.onlyChanged,
    all: words.all,
  };
  const hasBatches = batches.some((name) => name !== '');
  const batchChoice = html`<label>${words.batch}<select name="batch">
      ${option('', words.allBatches, batch)}
      ${batches.map((name) => option(batchValue(name), name || words.withoutBatch, batch))}
    </select></label>`;
  return html`<form class="panel" method="get" action="${here}">
    ${hasBatches ? batchChoice : ''}
    <label>${words.rows}<select name="rows">${WHICH.map((one) => option(one, which[one], choice.which))}</select></label>
    <label>${words.language}<select name="language">
      ${LANGUAGES.map((one) => option(one, LANGUAGE_NAMES[one], language))}
    </select></label>
    ${hidden('paper', choice.paper)}
    <button>${words.show}</button>
  </form>`;
}

function slipsForm({ here, choice, rows }: PackingView): Html {
  const { language, batch, which, part, paper } = choice;
  const words = PACKING_WORDS[language];
  const live = rows.filter(isLive).length;
  if (live === 0) return html``;
  return html`<form class="panel" method="get" action="${here}/slips.pdf" target="_blank">
    ${batch === null ? '' : hidden('batch', batchValue(batch))}
    ${hidden('rows', which)}
    ${hidden('part', String(part))}
    <label>${words.size}<select name="paper">${PAPERS.map((one) => option(one, PAPER[one].label, paper))}</select></label>
    <label>${words.language}<select name="language">
      ${LANGUAGES.map((one) => option(one, LANGUAGE_NAMES[one], language))}
    </select></label>
    <button class="main">${MORE_WORDS[language].openSlips}: ${count(live, language)}</button>
  </form>`;
}

function idsNote(kind: string, said: string, ids: readonly string[]): Html {
  if (ids.length === 0) return html``;
  return html`<p class="${kind}" role="note"><b>${said.replace(/\s?:$/, '')}:</b> ${ids.join(', ')}</p>`;
}

function partsOf(view: PackingView): Html {
  const { choice, total, from, rows } = view;
  if (total <= PART) return html``;
  const { language, part } = choice;
  const words = MORE_WORDS[language];
  const link = (to: number, label: string): Html =>
    html`<a class="button" href="${addressOf(view, { ...choice, part: to })}">${label}</a>`;
  const number = (n: number): string => count(n, language);
  return html`<p class="parts">${words.part(number(from + 1), number(from + rows.length), number(total))}
    ${part > 1 ? link(part - 1, words.before) : ''}
    ${from + rows.length < total ? link(part + 1, words.after) : ''}</p>`;
}

function picks(picked: readonly Picked[], language: Language): Html {
  if (picked.length === 0) return html``;
  const words = PACKING_WORDS[language];
  const named = picked.some(({ name, sku }) => name !== '' && name !== sku);
  const units = picked.reduce((sum, { quantity }) => sum + quantity, 0);
  return html`<section aria-labelledby="pick">
    <h2 id="pick">${words.unitsToPick}<span>${words.units(units)}</span></h2>
    <div class="scroll"><table>
      <thead><tr><td class="tick"></td><th scope="col">${words.sku}</th>${named ? html`<th scope="col">${words.item}</th>` : ''}<th
        scope="col" class="n">${words.quantity}</th></tr></thead>
      <tbody>${picked.map(
        ({
          sku,
          name,
          quantity,
          parcels,
        }) => html`<tr><td class="tick"><i></i></td><th scope="row">${sku}</th>
        ${named ? html`<td>${name}</td>` : ''}<td class="n"><b>${count(quantity, language)}</b><small>${words.parcels(parcels)}</small></td></tr>
      `,
      )}</tbody>
    </table></div>
  </section>`;
}

function listOf(
  batch: string,
  rows: readonly PackingRow[],
  { choice: { language }, batches }: PackingView,
): Html {
  const words = PACKING_WORDS[language];
  const hasBatches = batches.some((name) => name !== '');
  const title = batch === '' ? words.withoutBatch : `${words.batch} ${batch}`;
  const addressed = rows.some((row) => addressLines(row).length > 0);
  const column = (shown: boolean, label: string): Html =>
    shown ? html`<th scope="col">${label}</th>` : html``;
  return html`<section class="list">
    <h2>${hasBatches ? title : words.packingList}<span>${words.parcels(rows.length)}</span></h2>
    <div class="scroll"><table>
      <thead><tr><td class="tick"></td>${column(true, words.shipment)}${column(true, words.contents)}
        ${column(addressed, words.shipTo)}${column(true, headerWord('status', language))}</tr></thead>
      <tbody>${rows.map((row) => rowOf(row, language, addressed))}</tbody>
    </table></div>
  </section>`;
}

function rowOf(row: PackingRow, language: Language, addressed: boolean): Html {
  const { id, state, number, change, lines } = row;
  const address = addressLines(row);
  const contents = lines.map(({ sku, name, quantity }) => {
    const item = name === '' || name === sku ? sku : `${name} (${sku})`;
    return html`<li><b>${count(quantity, language)} ×</b> ${item}</li>`;
  });
  const units = row.units === null ? '' : PACKING_WORDS[language].units(row.units);
  return html`<tr${isLive(row) ? html`` : html` class="off"`}>
    <td class="tick"><i></i></td><th scope="row" class="id">${id}</th>
    <td class="what">${contents.length > 0 ? html`<ul class="lines">${contents}</ul>` : units}</td>
    ${addressed ? html`<td class="to">${address[0] ?? ''}<small>${address.slice(1).join(', ')}</small></td>` : ''}
    <td class="state"><span class="flag ${state}">${stateWord(state, language)}</span>${number === '' ? '' : html`<small>${number}</small>`}${change === '' ? '' : html`<small>${change}</small>`}</td></tr>
  `;
}

/** For an address that nobody has: who opens it may read any of the languages. */
export function gonePage(css: string): string {
  const lines = LANGUAGES.map((language) => html`<p lang="${language}">${MORE_WORDS[language].gone}</p>`);
  return frame('en', 'Packing', css, html`<main class="card"><h1>Shipsheet</h1>${lines}</main>`);
}
