import { hasWidth } from '../statistics/paired-interval.ts';
import type { RunDifference, RunsComparison, StudyDifference } from '../study/compare-runs.ts';
import type { Provenance } from '../study/kept-study.ts';
import { pText } from '../report/p-text.ts';
import { fixed, signed } from './numbers.ts';
import { painted, type Screen } from './screen.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

/** A run as it is named. */
interface Run extends Provenance {
  /** Where its results are. */
  readonly folder: string;
}

/** The two runs. */
interface Runs {
  readonly a: Run;
  readonly b: Run;
}

/**
 * Two runs side by side, as they are printed: how each was made, what settings differ, how results differ, and the answer in a sentence.
 *
 * @param runs - The runs.
 * @param comparison - How they differ.
 * @param screen - Where it is printed.
 */
export function runsText(runs: Runs, comparison: RunsComparison, screen: Screen): string {
  const { studies, differences, only } = comparison;
  const lines = (text: string): string => wrap(text, { width: screen.width, indent: 0 });
  return [
    [lines(madeText('A', runs.a)), lines(madeText('B', runs.b))].join('\n'),
    ...onlyText('A', only.a),
    ...onlyText('B', only.b),
    ...studies.flatMap((study) => [
      screen.paint('bold', study.dataset),
      settingsText(study, screen.width),
      renderTable(
        tableOf(
          differences.filter(({ dataset }) => dataset === study.dataset),
          screen,
        ),
        screen.width,
      ),
    ]),
    lines(`${pairingText(differences)} ${countText(differences)}`),
  ].join('\n\n');
}

function madeText(name: string, { folder, command, date, version }: Run): string {
  return `${name}: ${folder}, ${command} (equipoise ${version}, ${date})`;
}

function onlyText(name: string, datasets: readonly string[]): readonly string[] {
  return datasets.length === 0 ? [] : [`Only ${name} holds ${datasets.join(', ')}.`];
}

function settingsText({ settings }: StudyDifference, width: number): string {
  if (settings.length === 0) return 'Made with the same settings.';
  const rows = settings.map(({ setting, a = '–', b = '–' }) => [setting, a, b]);
  return renderTable({ head: ['setting', 'A', 'B'], rows, text: [0, 1, 2] }, width);
}

function tableOf(differences: readonly RunDifference[], screen: Screen) {
  return {
    head: ['task, strategy', 'metric', 'A', 'B', 'change, %', '95 % interval', 'adjusted p'],
    text: [0, 1],
    rows: differences.map((difference) => {
      const { task, strategy, metric, higherIsBetter, a, b, change, adjustedP, verdict } = difference;
      const word = { better: 'helped', worse: 'hurt', unclear: 'unclear' } as const;
      const mark = verdict === 'unclear' ? ' ' : '*';
      return [
        `${task}, ${strategy}`,
        `${metric} ${higherIsBetter ? '↑' : '↓'}`,
        fixed(a.mean, 4),
        fixed(b.mean, 4),
        painted(screen, word[verdict], `${signed(change.mean, 1)}${mark}`),
        hasWidth(change) ? `${signed(change.low, 1)} to ${signed(change.high, 1)}` : 'none',
        pText(adjustedP),
      ];
    }),
  };
}

function pairingText(differences: readonly RunDifference[]): string {
  const paired = differences.filter(({ pairing }) => pairing === 'paired');
  const seeds = [...new Set(paired.map((each) => each.seeds[0]))].join(' or ');
  const ofSeeds = `by seed (${seeds} of the same number, on the same test rows)`;
  if (paired.length === differences.length) return `Differences are paired ${ofSeeds}.`;
  const unpaired = 'compared unpaired, by Welch’s test: seeds or test rows do not agree';
  if (paired.length === 0) return `The runs are ${unpaired}.`;
  return `${paired.length} of ${differences.length} differences are paired ${ofSeeds}; the others are ${unpaired}.`;
}

function countText(differences: readonly RunDifference[]): string {
  const count = (wanted: RunDifference['verdict']): number =>
    differences.filter(({ verdict }) => verdict === wanted).length;
  return (
    `Of ${differences.length} differences from A to B, ${count('better')} are clearly better (*), ${count('worse')} clearly worse (*), ` +
    `and ${count('unclear')} unclear, Holm-corrected over all of them.`
  );
}
