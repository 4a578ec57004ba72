/** The operator's page. No script: links and forms do all, and it may reload itself. */
import type { QueueName } from '../jobs/queues.ts';
import { type Html, html } from '../routes/page.ts';
import { hourChart, meter } from './charts.ts';
import type { Overview } from './overview.ts';
import { campaignTable, connectionTable, deadTable, stuckTable } from './tables.ts';
import { clockTime, count, plural } from './words.ts';

/** Seconds between two reloads of a page that is live. */
const RELOAD = 5;

/** In the page itself: another request would ask for a favicon, and find none. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b6e4f'/%3E%3C/svg%3E";

const QUEUE_WORDS: readonly (readonly [QueueName, string, string])[] = [
  ['dispatch', 'Send to partners', 'Orders, changes and cancellations on their way to a partner'],
  ['poll', 'Ask partners', 'What is new at a partner'],
  ['inbox', 'Webhooks', 'The truth behind a webhook'],
  ['project', 'Write sheets', 'What changed, into the spreadsheet'],
  ['due', 'Clock', 'Which connections are due, each minute'],
  ['upkeep', 'Upkeep', 'What is expired, each hour'],
];

export interface PageOptions {
  readonly live: boolean;
  /** There is a session to end. */
  readonly signOut: boolean;
  /** What the last button did; "" for nothing. */
  readonly said: string;
}

export function operatorPage(view: Overview, options: PageOptions): string {
  const { now, stuck, dead } = view;
  const people = stuck.length + dead.length;
  const failing = view.connections.filter((connection) => connection.failing).length;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${options.live ? html`<meta http-equiv="refresh" content="${RELOAD}">` : ''}
<title>${people > 0 ? `(${people}) ` : ''}Shipsheet worker</title>
<link rel="stylesheet" href="operator.css">
<link rel="icon" href="${ICON}">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
  <div class="bar">
    <p class="brand"><span aria-hidden="true" class="mark"></span>Shipsheet worker</p>
    <nav aria-label="Pages">
      <a href="docs">API</a>
      <a href="metrics">Metrics</a>
      ${options.signOut ? html`<form method="post" action="sign-out"><button class="plain">Sign out</button></form>` : ''}
    </nav>
  </div>
</header>
<main id="main">
  <div class="head">
    <div>
      <h1>${headline(people, failing)}</h1>
      <p class="asof">As of <time datetime="${now.toISOString()}">${clockTime(now)}</time></p>
    </div>
    <p class="reload">
      <a class="button" href="./${options.live ? '?live' : ''}">Reload</a>
      ${
        options.live
          ? html`<a class="button on" href="./">Live: on</a>`
          : html`<a class="button" href="./?live">Live: off</a>`
      }
    </p>
  </div>
  ${options.said === '' ? '' : html`<p class="said" role="status">${options.said}</p>`}
  ${tiles(view)}
  ${people === 0 ? '' : forPeople(view)}
  <section aria-labelledby="hour">
    <h2 id="hour">The last hour</h2>
    ${hourChart(view.finished)}
  </section>
  <section aria-labelledby="jobs">
    <h2 id="jobs">Jobs</h2>
    ${queueTable(view)}
  </section>
  <section aria-labelledby="connections">
    <h2 id="connections">Connections</h2>
    ${connectionTable(view.connections, now)}
  </section>
  <section aria-labelledby="sheets">
    <h2 id="sheets">Spreadsheets</h2>
    ${campaignTable(view.campaigns, now)}
  </section>
</main>
</body>
</html>
`.html;
}

function headline(people: number, failing: number): string {
  if (people > 0) return `${plural(people, 'thing')} ${people === 1 ? 'needs' : 'need'} a person`;
  if (failing > 0) return `${plural(failing, 'connection')} ${failing === 1 ? 'has' : 'have'} trouble`;
  return 'All is well';
}

function tiles({ queues, stuck, dead, campaigns }: Overview): Html {
  const sum = (pick: (queue: Overview['queues'][QueueName]) => number): number =>
    QUEUE_WORDS.reduce((all, [name]) => all + pick(queues[name]), 0);
  const behind = campaigns.reduce((all, campaign) => all + campaign.behind, 0);
  const people = stuck.length + dead.length;
  const tile = (label: string, n: number, kind = ''): Html =>
    html`<div class="tile ${n > 0 ? kind : ''}"><dt>${label}</dt><dd>${count(n)}</dd></div>`;
  return html`<dl class="tiles">
  ${tile(
    'Jobs waiting',
    sum(({ waiting }) => waiting),
  )}
  ${tile(
    'Under way',
    sum(({ active }) => active),
    'busy',
  )}
  ${tile(
    'Trying again',
    sum(({ retry }) => retry),
    'warn',
  )}
  ${tile('Rows to write', behind)}
  ${tile('Need a person', people, 'bad')}
</dl>`;
}

function forPeople({ stuck, dead, now }: Overview): Html {
  return html`<section aria-labelledby="people" class="people">
    <h2 id="people">Needs a person</h2>
    ${stuck.length === 0 ? '' : stuckTable(stuck, now)}
    ${dead.length === 0 ? '' : deadTable(dead, now)}
  </section>`;
}

function queueTable({ queues }: Overview): Html {
  const rows = QUEUE_WORDS.map(([name, words, what]) => {
    const { waiting, later, active, retry, dead } = queues[name];
    const number = (n: number, kind = ''): Html =>
      html`<td class="n ${n > 0 ? kind : 'zero'}">${count(n)}</td>`;
    const bar = meter(
      [
        { n: active, kind: 'busy' },
        { n: waiting, kind: 'wait' },
        { n: later, kind: 'later' },
        { n: retry, kind: 'warn' },
        { n: dead, kind: 'bad' },
      ],
      waiting + later + active + retry + dead === 0
        ? 'Nothing to do'
        : `${active} under way, ${waiting} waiting, ${later} later, ${retry} trying again, ${dead} given up`,
    );
    return html`<tr><th scope="row">${words}<small>${what}</small></th>
      ${number(active)}${number(waiting)}${number(later)}${number(retry, 'warn')}${number(dead, 'bad')}
      <td class="wide share">${bar}</td></tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="jobs"><table>
    <thead><tr><th scope="col">Queue</th><th scope="col" class="n"><i class="key busy"></i>Under way</th><th scope="col"
      class="n"><i class="key wait"></i>Waiting</th><th scope="col" class="n"><i class="key later"></i>Later</th><th
      scope="col" class="n"><i class="key warn"></i>Trying again</th><th scope="col" class="n"><i
      class="key bad"></i>Given up</th><td class="share"></td></tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}
