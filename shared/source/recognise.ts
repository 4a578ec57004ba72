/** Recognises the platform of a file by its header. */

import { aliasKnows } from './aliases.ts';
import { formKnows, formScore, layoutFrom, type SourceForm } from './form.ts';
import { BACKERKIT } from './forms/backerkit.ts';
import { BIG_CARTEL } from './forms/big-cartel.ts';
import { INDIEGOGO } from './forms/indiegogo.ts';
import { KICKSTARTER } from './forms/kickstarter.ts';
import { PIRATE_SHIP } from './forms/pirate-ship.ts';
import { SHIPSTATION } from './forms/shipstation.ts';
import { SHOPIFY } from './forms/shopify.ts';
import type { Layout } from './layout.ts';
import { withOpen } from './open-points.ts';

/** All forms that are known; of equally good ones the first is first. */
const FORMS: readonly SourceForm[] = [
  KICKSTARTER,
  BACKERKIT,
  INDIEGOGO,
  SHOPIFY,
  SHIPSTATION,
  PIRATE_SHIP,
  BIG_CARTEL,
];

/** For the header search of a file: names that any platform, or a file of a person's own, has in it. */
export const reportKnows = (key: string): boolean =>
  FORMS.some((form) => formKnows(form, key)) || aliasKnows(key);

/**
 * The layouts that a header fits, the best first: the one that knows the most of its columns. Empty when no
 * platform is recognised; then `suggestMapping` proposes columns. `rows` are the first rows of the file: what
 * they leave open is in `asks`.
 */
export function recogniseReport(
  header: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Layout[] {
  return FORMS.map((form) => ({ form, score: formScore(form, header) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ form }) => withOpen(layoutFrom(form, header), rows));
}
