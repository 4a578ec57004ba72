import { type Html, html } from '../routes/page.ts';
import type { Finished } from './finished.ts';
import { count, plural } from './words.ts';

/** A bar of parts, as wide as their share. Its text says the same, for who does not see it. */
export function meter(parts: readonly { readonly n: number; readonly kind: string }[], label: string): Html {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  let x = 0;
  const bars = parts.flatMap(({ n, kind }) => {
    if (n === 0) return [];
    // Something is always seen, however small its share.
    const width = Math.max(1.5, (n / all) * 100);
    const bar = html`<rect class="${kind}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"></rect>`;
    x += width;
    return bar;
  });
  return html`<svg class="meter" viewBox="0 0 ${Math.max(100, x).toFixed(2)} 8" preserveAspectRatio="none" role="img"
    aria-label="${label}">${bars}</svg>`;
}

const HEIGHT = 100;
const STEP = 12;

/** Jobs that ended, a column a minute. */
export function hourChart(finished: readonly Finished[]): Html {
  const most = Math.max(1, ...finished.map(({ done, dead }) => done + dead));
  const total = finished.reduce((sum, { done }) => sum + done, 0);
  const dead = finished.reduce((sum, one) => sum + one.dead, 0);
  const columns = finished.map((minute, at) => {
    const x = at * STEP + 1;
    const width = STEP - 2;
    const high = (n: number): number => (n === 0 ? 0 : Math.max(2, (n / most) * HEIGHT));
    const [ok, bad] = [high(minute.done), high(minute.dead)];
    const ago = finished.length - 1 - at;
    const title = `${ago === 0 ? 'This minute' : `${plural(ago, 'minute')} ago`}: ${count(minute.done)} done, ${count(minute.dead)} given up`;
    return html`<g><title>${title}</title><rect class="hit" x="${x - 1}" y="0" width="${STEP}" height="${HEIGHT}"></rect><rect
      class="done" x="${x}" y="${(HEIGHT - ok).toFixed(1)}" width="${width}" height="${ok.toFixed(1)}"></rect><rect
      class="dead" x="${x}" y="${(HEIGHT - ok - bad).toFixed(1)}" width="${width}" height="${bad.toFixed(1)}"></rect></g>`;
  });
  const label =
    total + dead === 0
      ? 'No job has ended in the last hour.'
      : `Jobs that ended in the last hour: ${count(total)} done, at most ${count(most)} a minute; ${count(dead)} given up.`;
  return html`<figure class="chart">
  <div class="scale" aria-hidden="true"><span>${count(most)}</span><span>0</span></div>
  <svg viewBox="0 0 ${finished.length * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
    <line class="grid" x1="0" y1="0.5" x2="${finished.length * STEP}" y2="0.5"></line>
    <line class="grid" x1="0" y1="${HEIGHT / 2}" x2="${finished.length * STEP}" y2="${HEIGHT / 2}"></line>
    ${columns}
  </svg>
  <div class="axis" aria-hidden="true"><span>60 minutes ago</span><span>30 minutes ago</span><span>now</span></div>
  <figcaption>${label}</figcaption>
</figure>`;
}
