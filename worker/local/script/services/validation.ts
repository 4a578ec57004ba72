import type { Validation } from '../../core/types.ts';
import type { Context } from './context.ts';
import { badParameters, enumeration, only } from './only.ts';

export const VALIDATION_CRITERIA = enumeration('SpreadsheetApp.DataValidationCriteria', [
  'VALUE_IN_LIST',
  'CHECKBOX',
]);

/** A drop-down or a checkbox; there are no other kinds here. */
export function validationRule(context: Context, rule: Validation): object {
  return context.known.remember(
    only('DataValidation', {
      getAllowInvalid: () => !rule.strict,
      getCriteriaType: () =>
        rule.checkbox ? VALIDATION_CRITERIA.CHECKBOX : VALIDATION_CRITERIA.VALUE_IN_LIST,
      getCriteriaValues: () => (rule.checkbox ? [] : [[...rule.values], true]),
      getHelpText: () => rule.help ?? null,
      copy: () => validationBuilder(context, rule),
    }),
    'validation',
    rule,
  );
}

export function validationBuilder(context: Context, start?: Validation): object {
  let rule: Validation = start ?? { values: [], strict: false };
  const builder: object = only('DataValidationBuilder', {
    requireValueInList(values: unknown, _showDropdown?: boolean): object {
      if (!Array.isArray(values)) {
        throw badParameters('SpreadsheetApp.DataValidationBuilder.requireValueInList', [values]);
      }
      const { checkbox: _, ...rest } = rule;
      rule = { ...rest, values: values.map(String) };
      return builder;
    },
    setAllowInvalid(allowed: unknown): object {
      rule = { ...rule, strict: allowed === false };
      return builder;
    },
    setHelpText(help: unknown): object {
      rule = { ...rule, help: String(help) };
      return builder;
    },
    getAllowInvalid: () => !rule.strict,
    getHelpText: () => rule.help ?? null,
    build: () => validationRule(context, rule),
  });
  return builder;
}

/** The rule of an argument that must be a DataValidation or null. */
export function readValidation(context: Context, value: unknown, method: string): Validation | null {
  if (value === null) return null;
  const rule = context.known.recall(value, 'validation');
  if (rule === undefined) throw badParameters(method, [value]);
  return rule;
}
