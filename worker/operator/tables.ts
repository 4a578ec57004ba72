import type { DeadLetter } from '../jobs/counts.ts';
import { type Html, html } from '../routes/page.ts';
import type { CampaignLine } from './campaigns.ts';
import { meter } from './charts.ts';
import type { ConnectionLine } from './connections.ts';
import type { StuckRequest } from './stuck.ts';
import { clockTime, count, duration, fromNow, plural, windowText } from './words.ts';

const time = (at: Date | null, now: Date, none: string): Html =>
  at === null
    ? html`<span class="none">${none}</span>`
    : html`<time datetime="${at.toISOString()}" title="${clockTime(at)}">${fromNow(at, now)}</time>`;

/** A button that asks for one thing again. What it does is said whole to who hears only the button. */
const again = (action: string, what: string): Html =>
  html`<form method="post" action="${action}"><button aria-label="Send again: ${what}">Send again</button></form>`;

/** Wide on a small screen: it scrolls by itself, and by keyboard. */
function table(label: string, head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
    <thead><tr>${head.map((text) => (text === '' ? html`<td></td>` : html`<th scope="col">${text}</th>`))}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

const reason = (code: string, message: string): Html =>
  html`<td class="wide">${message}${code === '' ? '' : html` <code>${code}</code>`}</td>`;

const KIND_WORDS: Readonly<Record<string, string>> = {
  create: 'Send the order',
  update: 'Send the change',
  cancel: 'Cancel the order',
};

export function stuckTable(stuck: readonly StuckRequest[], now: Date): Html {
  const rows = stuck.map(
    (one) => html`<tr><th scope="row">${one.parcel}<small>${one.campaign}</small></th>
      <td>${KIND_WORDS[one.kind] ?? one.kind}<small>to ${one.connection}</small></td>
      ${reason(one.code, one.message)}
      <td>${time(one.since, now, '')}<small>${plural(one.attempts, 'try', 'tries')}</small></td>
      <td class="act">${again(`operator/requests/${encodeURIComponent(one.id)}`, `${one.parcel} to ${one.connection}`)}</td></tr>`,
  );
  return table(
    'Shipments that a partner could not be asked for',
    ['Shipment', 'Step', 'Why', 'Since', ''],
    rows,
  );
}

const JOB_WORDS: Readonly<Record<string, string>> = {
  dispatch: 'Send to partners',
  poll: 'Ask partners',
  inbox: 'Webhooks',
  project: 'Write sheets',
  due: 'Clock',
  upkeep: 'Upkeep',
};

export function deadTable(dead: readonly DeadLetter[], now: Date): Html {
  const rows = dead.map((one) => {
    const about = Object.values(one.data).join(' · ');
    const words = JOB_WORDS[one.queue] ?? one.queue;
    return html`<tr><th scope="row">${words}<small>${about}</small></th>
      ${reason(one.code, one.message)}
      <td>${time(one.failedAt, now, '')}<small>${plural(one.attempts, 'try', 'tries')}</small></td>
      <td class="act">${again(`operator/jobs/${one.queue}/${encodeURIComponent(one.id)}`, `${words}, ${about}`)}</td></tr>`;
  });
  return table('Jobs that were given up', ['Job', 'Why', 'Given up', ''], rows);
}

export function connectionTable(connections: readonly ConnectionLine[], now: Date): Html {
  if (connections.length === 0) {
    return html`<p class="empty">No connection yet. A creator adds one in the spreadsheet: Shipsheet menu, Connect.</p>`;
  }
  const rows = connections.map((one) => {
    const error = one.lastError;
    return html`<tr><th scope="row">${one.name}<small>${one.vendor} · ${one.campaign}</small></th>
      <td>${
        one.failing
          ? html`<span class="flag bad">Failing</span>`
          : one.lastSuccess === null
            ? html`<span class="flag">Not asked yet</span>`
            : html`<span class="flag good">Fine</span>`
      }</td>
      <td>${time(one.lastSuccess, now, 'never')}<small>next ${
        one.nextSync === null
          ? 'when it is asked for'
          : one.nextSync <= now
            ? 'now'
            : fromNow(one.nextSync, now)
      }</small></td>
      <td class="wide">${
        error === null
          ? html`<span class="none">none</span>`
          : html`${error.message} <code>${error.code}</code><small>${time(error.at, now, '')}</small>`
      }</td>
      <td class="limits">${one.windows.map(
        ({ used, calls, ms }) =>
          html`<div>${meter(
            [
              { n: used, kind: used >= calls ? 'warn' : 'busy' },
              { n: Math.max(0, calls - used), kind: 'free' },
            ],
            `${used} of ${calls} calls`,
          )}<small>${count(used)} of ${count(calls)} calls ${windowText(ms)}</small></div>`,
      )}${one.blockedUntil === null ? '' : html`<small class="warn">waits until ${clockTime(one.blockedUntil).slice(11)}, as the partner asked</small>`}</td></tr>`;
  });
  return table('Connections', ['Connection', 'State', 'Last success', 'Last error', 'Limit'], rows);
}

export function campaignTable(campaigns: readonly CampaignLine[], now: Date): Html {
  if (campaigns.length === 0) {
    return html`<p class="empty">No spreadsheet is paired yet. A creator pairs one in it: Shipsheet menu, Connect.</p>`;
  }
  const rows = campaigns.map((one) => {
    const running = one.startedAt !== null && (one.endedAt === null || one.endedAt < one.startedAt);
    const took =
      one.startedAt === null || one.endedAt === null || running
        ? ''
        : `in ${duration(one.endedAt.getTime() - one.startedAt.getTime())}`;
    return html`<tr><th scope="row">${one.name}<small>${one.tag}</small></th>
      <td>${running ? html`<span class="flag">Writing now</span>` : time(one.endedAt, now, 'never')}<small>${took}</small></td>
      <td class="n">${count(one.rows)}</td><td class="n">${count(one.cells)}</td><td class="n">${count(one.calls)}</td>
      <td class="n ${one.behind > 0 ? '' : 'zero'}">${count(one.behind)}</td>
      <td class="wide">${one.error === null || one.error === '' ? html`<span class="none">none</span>` : one.error}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="sheets"><table>
    <thead><tr><th scope="col">Spreadsheet</th><th scope="col">Last written</th><th scope="col" class="n">Rows</th><th
      scope="col" class="n">Cells</th><th scope="col" class="n">Calls</th><th scope="col" class="n">Still to
      write</th><th scope="col">Last error</th></tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}
