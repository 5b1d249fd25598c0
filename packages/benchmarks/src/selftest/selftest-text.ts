import { hasWidth, type Interval } from '../statistics/paired-interval.ts';
import { fixed, signed } from '../terminal/numbers.ts';
import type { Screen } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import type { ScoredSet, ScoredTask, SelftestOptions } from './selftest.ts';

/** What a self-test found, and how it was made. */
export interface SelftestAnswer extends Pick<SelftestOptions, 'studies' | 'seeds' | 'truthWorlds'> {
  /** What was found of each set. */
  readonly sets: readonly ScoredSet[];
  /** The rule of right and wrong. */
  readonly rule: string;
}

/**
 * A self-test as it is printed: what is true of each task, and how often verdicts were right, unclear and wrong.
 *
 * @param answer - What was found.
 * @param screen - Where it is printed.
 */
export function selftestText({ sets, studies, seeds, truthWorlds, rule }: SelftestAnswer, screen: Screen): string {
  const lines = (text: string): string => wrap(text, { width: screen.width, indent: 0 });
  return [
    lines(
      `${studies} studies of ${seeds} seeds on each set; the truth is the mean over ${truthWorlds} other worlds, in percent.`,
    ),
    screen.paint('bold', 'One model, one epoch for all tasks'),
    renderTable(tableOf(sets, 'oneModel'), screen.width),
    screen.paint('bold', 'Each task at its own epoch'),
    renderTable(tableOf(sets, 'ownEpoch'), screen.width),
    lines(`${rule} Of the right verdicts, so many as the column “clear” says were clear ones.`),
    ...sets.map(({ set, meaning }) => lines(`${set}: ${meaning}.`)),
  ].join('\n\n');
}

function tableOf(sets: readonly ScoredSet[], selection: 'oneModel' | 'ownEpoch') {
  const scored = sets.flatMap((set) => set[selection].map((task) => ({ name: `${set.set}, ${task.task}`, task })));
  const count = (read: (task: ScoredTask) => number): string =>
    String(scored.reduce((sum, { task }) => sum + read(task), 0));
  return {
    head: ['set, task', 'true change', '95 % interval', 'seen from', 'right', 'clear', 'unclear', 'wrong'],
    rows: [
      ...scored.map(({ name, task: { change, visible, scores, clear } }) => [
        name,
        signed(change.mean, 1),
        intervalText(change),
        `±${fixed(visible, 1)}`,
        ...[scores.right, clear, scores.unclear, scores.wrong].map(String),
      ]),
      [
        'all',
        '',
        '',
        '',
        count(({ scores }) => scores.right),
        count(({ clear }) => clear),
        count(({ scores }) => scores.unclear),
        count(({ scores }) => scores.wrong),
      ],
    ],
  };
}

function intervalText(change: Interval): string {
  return hasWidth(change) ? `${signed(change.low, 1)} to ${signed(change.high, 1)}` : '–';
}
