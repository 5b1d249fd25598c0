import type { Comparison } from '../../study/comparison-schema.ts';
import type { ConflictResult } from '../../study/measures/conflict-schema.ts';
import { conflictInWords, updatesInWords } from '../../study/measures/conflict-words.ts';
import { fixed, signed } from '../numbers.ts';
import { painted, type Screen } from '../screen.ts';
import { renderTable } from '../table.ts';
import { wrap } from '../wrap.ts';

const verdicts = { conflict: 'hurt', agreement: 'helped', unrelated: 'unclear' } as const;

/**
 * Conflict in every layer and with the applied updates, as it is printed.
 *
 * @param comparison - The comparison.
 * @param conflict - What was seen.
 * @param screen - Where it is printed.
 */
export function conflictText(comparison: Comparison, conflict: ConflictResult, screen: Screen): string {
  const { width } = screen;
  const names = comparison.tasks.map(({ name }) => name);
  const cell = ({
    cosine,
    verdict,
  }: {
    readonly cosine: number | null;
    readonly verdict: keyof typeof verdicts;
  }): string => painted(screen, verdicts[verdict], `${signed(cosine, 3)}${verdict === 'unrelated' ? ' ' : '*'}`);
  const layers = Object.entries(conflict.layers);
  const pairs = layers[0]?.[1].map(({ tasks }) => tasks.join(' · ')) ?? [];
  const updates = Object.entries(conflict.updates).map(([arm, { tasks, least, anyShare }]) => [
    arm,
    ...names.map((name) => {
      const found = tasks[name];
      return found ? cell(found) : '';
    }),
    signed(least, 3),
    `${fixed(anyShare === null ? null : 100 * anyShare, 0)} %`,
  ]);
  return [
    screen.paint('bold', 'Conflict in every layer'),
    wrap(conflictInWords(conflict), { width, indent: 0 }),
    renderTable({ head: ['', ...pairs], rows: layers.map(([path, found]) => [path, ...found.map(cell)]) }, width),
    '',
    screen.paint('bold', 'Conflict with the applied updates'),
    wrap(updatesInWords(names.length), { width, indent: 0 }),
    renderTable({ head: ['', ...names, 'least', 'some task hurt'], rows: updates }, width),
  ].join('\n');
}
