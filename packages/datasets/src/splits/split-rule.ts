/**
 * What decides which rows are in which split: `random`; `stratified`, with the classes of all tasks in equal shares in each split; a column that says which
 * rows belong together (`group`: a patient, a household); a column of times or dates (`time`: the last rows are for testing, those before them for
 * validation); or a column that says `train`, `validation` or `test` (`given`).
 */
export type SplitRule =
  'random' | 'stratified' | { readonly group: string } | { readonly time: string } | { readonly given: string };

/**
 * The column that a rule reads; undefined when it reads none.
 *
 * @param rule - The rule.
 */
export function columnOfRule(rule: SplitRule): string | undefined {
  return typeof rule === 'string' ? undefined : Object.values(rule as Readonly<Record<string, string>>)[0];
}
