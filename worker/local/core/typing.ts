import { checkLength, checkValue } from './check.ts';
import { display } from './display.ts';
import { type Put, SKIP } from './operation.ts';
import { fromSegments, type Run, type Runs, segments } from './runs.ts';
import { type Column, isFormula } from './state.ts';
import { typedCell } from './typed.ts';
import type { InputMode, Value } from './types.ts';

export interface Entered {
  readonly puts: Put[];
  readonly patterns: Runs<string>;
}

/**
 * One column's part of a block as it is to be stored: RAW as given, USER parsed like typing. A number or TRUE given to a
 * text cell by USER becomes its text, as if it had been typed. '' is a blank.
 */
export function enter(
  column: Column,
  row: number,
  given: readonly (Value | undefined)[],
  mode: InputMode,
  formulasInText: boolean,
  year: number,
): Entered {
  const puts: Put[] = [];
  const brought: Run<string>[] = [];
  for (const part of segments(column.formats, row, row + given.length)) {
    const pattern = part.value?.numberFormat ?? '';
    for (let at = part.start; at < part.end; at++) {
      const value = given[at - row];
      if (value === undefined) {
        puts.push(SKIP);
      } else if (value === null || value === '') {
        puts.push(null);
      } else if (mode === 'RAW') {
        checkValue(value);
        puts.push(value);
      } else if (typeof value === 'string') {
        const typed = typedCell(value, { pattern, formulasInText, year });
        if (typeof typed.cell === 'string') checkLength(typed.cell);
        else if (isFormula(typed.cell)) checkLength(typed.cell.formula);
        puts.push(typed.cell);
        if (typed.pattern !== undefined && pattern === '') {
          brought.push({ start: at, end: at + 1, value: typed.pattern });
        }
      } else {
        checkValue(value);
        puts.push(pattern === '@' ? display(value, '') : value);
      }
    }
  }
  return { puts, patterns: fromSegments(brought) };
}
