/** What the file alone decides about a row, and what is remarked on one that goes on. */
import type { ReasonCode } from '../plan/reasons.ts';
import type { Accepted } from '../tracking/proposals.ts';
import type { TrackingRow } from '../tracking/tracking-file.ts';
import type { TrackingIntent } from './import-tracking.ts';

type Verdict = NonNullable<TrackingIntent['verdict']>;

const left = (code: ReasonCode, detail = ''): Verdict => ({ outcome: 'left', code, detail });
const decide = (code: ReasonCode, detail = ''): Verdict => ({ outcome: 'decide', code, detail });

/** Why a row cannot go on as it stands, null when it can. `said` is what a person accepted for it. */
export function verdictOf(
  row: TrackingRow,
  problem: { code: ReasonCode; value: string } | undefined,
  said: Accepted | undefined,
): Verdict | null {
  if (problem !== undefined) {
    return problem.code === 'match.ambiguous'
      ? decide(problem.code, problem.value)
      : left(problem.code, problem.value);
  }
  const { cell } = row;
  const replaced = said?.number !== undefined || said?.split === true;
  if (cell.kind === 'refused' && !replaced) return left(cell.code, cell.raw);
  if (cell.kind === 'several' && !replaced) return decide('tracking.two-numbers', cell.numbers.join(', '));
  const bad = row.badQuantities[0];
  if (bad !== undefined) return left('qty.invalid', `${bad.column}: ${bad.value}`);
  return cell.kind === 'blank' && !replaced ? decide('tracking.blank', cell.raw) : null;
}

/** A remark on a row that goes on; `sent` is the first day on which something of its order was sent, or "". */
export function remarkOf(
  row: TrackingRow,
  said: Accepted | undefined,
  sent: string,
): TrackingIntent['remark'] {
  if (said?.orderId !== undefined) return { code: 'match.accepted', detail: said.by ?? '' };
  if (said?.number !== undefined) return { code: 'tracking.accepted', detail: row.cell.raw };
  const delivered = row.deliveredAt.slice(0, 10);
  if (delivered !== '' && sent !== '' && delivered < sent)
    return { code: 'tracking.recycled', detail: delivered };
  const warning = row.warnings[0];
  return warning === undefined ? null : { code: warning.code, detail: warning.detail };
}
