/** Asks for the carrier of rows whose number fits several or none: once for all that fit the same ones (G21). */
import { CARRIERS } from '../../../shared/tracking/carriers.ts';
import { h } from '../dom.ts';
import type { CarrierQuestion } from '../file-run.ts';
import { labelled, select } from '../widgets/basics.ts';
import { counted } from '../words.ts';

export function carrierQuestions(
  questions: readonly CarrierQuestion[],
  chosen: ReadonlyMap<string, string>,
  choose: (group: string, carrier: string) => void,
): HTMLElement | null {
  if (questions.length === 0) return null;
  return h(
    'section',
    { 'aria-label': 'Carriers to choose' },
    h('h2', {}, 'Whose numbers are these?'),
    questions.map((question) => questionView(question, chosen.get(question.group) ?? '', choose)),
  );
}

function questionView(
  { group, count, numbers, candidates }: CarrierQuestion,
  value: string,
  choose: (group: string, carrier: string) => void,
): HTMLElement {
  const first = candidates.map(({ carrier }) => carrier);
  const rest = CARRIERS.map(({ name }) => name).filter((name) => !first.includes(name));
  const field = select(
    [{ value: '', label: 'Not known: leave these rows' }, ...[...first, ...rest].map(option)],
    value,
    (carrier) => choose(group, carrier),
  );
  const links = candidates.filter(({ url }) => url !== '');
  return h(
    'div',
    { class: 'card' },
    labelled(`${counted(count, 'row')}: ${group === '' ? 'no known form' : group}`, field),
    h('p', { class: 'help' }, `Such as ${numbers.join(', ')}`),
    links.length > 0 &&
      h(
        'p',
        { class: 'help' },
        'Look the first one up at ',
        links.flatMap(({ carrier, url }, at) => [
          at > 0 && ', ',
          h('a', { href: url, target: '_blank', rel: 'noopener' }, carrier),
        ]),
        '.',
      ),
  );
}

const option = (name: string): { value: string; label: string } => ({ value: name, label: name });
