import { partConfigSchema, partText } from '../trials/part-config.ts';
import type { Study } from './study.ts';

/** A setting in which two studies differ, as text; nothing where one of them does not have it. */
export interface SettingChange {
  /** What it is: `training.learningRate`. */
  readonly setting: string;
  /** What the first study has. */
  readonly a?: string;
  /** What the second study has. */
  readonly b?: string;
}

/**
 * In what two studies of one data set differ, setting by setting, in the order of the first.
 *
 * @param a - The first.
 * @param b - The second.
 */
export function studyChanges(a: Study, b: Study): readonly SettingChange[] {
  const [first, second] = [flat(named(a)), flat(named(b))];
  const settings = [...new Set([...first.keys(), ...second.keys()])];
  return settings.flatMap((setting) => {
    const [before, after] = [first.get(setting), second.get(setting)];
    if (before === after) return [];
    return { setting, ...(before !== undefined && { a: before }), ...(after !== undefined && { b: after }) };
  });
}

/** Where a table's file lies is no setting, and neither is how often the Gramian was looked at. */
function named({ arms, tasks, table, ...rest }: Study): object {
  return {
    ...rest,
    diagnoseEvery: undefined,
    ...(table && { table: { ...table, file: undefined } }),
    tasks: Object.fromEntries(
      tasks.map(({ name, metrics }) => [name, metrics.map((metric) => metric.name).join(', ')]),
    ),
    arms: Object.fromEntries(arms.map(({ name, ...arm }) => [name, arm])),
  };
}

function flat(value: object, before = ''): Map<string, string> {
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, own]) => {
    const setting = `${before}${name}`;
    if (own === undefined) return [];
    const part = partConfigSchema(name).safeParse(own);
    if (part.success) return [[setting, partText(part.data)] as const];
    if (typeof own === 'object' && own !== null && !Array.isArray(own)) return [...flat(own, `${setting}.`)];
    return [[setting, typeof own === 'string' ? own : JSON.stringify(own)] as const];
  });
  return new Map(entries);
}
