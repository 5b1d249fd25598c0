import type { StudyReport } from '../study/study-report.ts';
import { answer, chosenSharing, oneSeedNote } from '../study/answer.ts';
import { type Effect, effectsOf } from '../study/effects.ts';
import { irregularSentences } from '../irregular/irregularities.ts';
import { approximationNote } from '../study/gradient-scope.ts';
import type { Study } from '../study/study.ts';
import { measuredText } from './measured/measured-text.ts';
import { fixed, meanAndSd, signed } from './numbers.ts';
import { painted, type Screen } from './screen.ts';
import { renderTable, type Table } from './table.ts';
import { wrap } from './wrap.ts';

/**
 * A comparison as it is printed: what was measured, the tables, and the answer in words.
 *
 * @param compared - The study with its answer.
 * @param screen - Where it is printed.
 */
export function comparisonText({ results, comparison }: StudyReport, screen: Screen): string {
  const { width } = screen;
  const { study } = results;
  const findings = effectsOf(results);
  const notes = [
    'Test split at the best validation epoch: mean ± standard deviation over the seeds, and the change against the single-task ' +
      'baseline in percent (positive is better; * where it is clear, Holm-corrected over the table).',
    ...(study.seeds === 1 ? [oneSeedNote] : []),
    approximationNote(study.training.gradientScope) ?? '',
  ];
  return [
    screen.paint('bold', title(study, comparison.engine)),
    wrap(notes.join(' '), { width, indent: 0 }),
    renderTable(taskTable(study, findings, screen), width),
    wrap('Each task at its own epoch, as its single-task model is: the change in percent.', { width, indent: 0 }),
    renderTable(ownEpochTable(study, effectsOf(results, 'own-epoch'), screen), width),
    renderTable(averagesTable(comparison), width),
    ...measuredText(comparison, screen),
    ...comparison.cautions.map((caution) => screen.paint('bold', wrap(caution, { width, indent: 0 }))),
    chosenSharing(findings, comparison.chosen)
      .map((finding) => painted(screen, finding.verdict, wrap(answer(finding), { width, indent: 0 })))
      .join('\n'),
    ...irregularSentences(comparison.irregularities).map((sentence) => wrap(sentence, { width, indent: 0 })),
  ].join('\n\n');
}

function title({ dataset, seeds, training }: Study, engine: string): string {
  const text = `${dataset}: ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${training.epochs} epochs, engine ${engine}`;
  return `${text}\n${'-'.repeat(text.length)}`;
}

function taskTable({ tasks, arms }: Study, findings: readonly Effect[], screen: Screen): Table {
  const ofTask = (task: string): readonly Effect[] => findings.filter((finding) => finding.task === task);
  const heads = tasks.map(({ name }) => {
    const [finding] = ofTask(name);
    return `${name}: ${finding?.metric.name ?? ''} ${finding?.metric.higherIsBetter ? '↑' : '↓'}`;
  });
  const single = tasks.map(({ name }) => {
    const [finding] = ofTask(name);
    return finding ? `${meanAndSd(finding.baseline)}${' '.repeat(8)}` : '';
  });
  return {
    head: ['', ...heads],
    rows: [
      ['single-task', ...single],
      ...arms.map(({ name }) => [
        name,
        ...tasks.map((task) => {
          const finding = ofTask(task.name).find(({ strategy }) => strategy === name);
          return finding ? cell(finding, screen) : '';
        }),
      ]),
    ],
  };
}

function ownEpochTable({ tasks, arms }: Study, effects: readonly Effect[], screen: Screen): Table {
  return {
    head: ['', ...tasks.map(({ name }) => name)],
    rows: arms.map(({ name }) => [
      name,
      ...tasks.map((task) => {
        const found = effects.find((effect) => effect.task === task.name && effect.strategy === name);
        return found ? changeText(found, screen) : '';
      }),
    ]),
  };
}

function changeText({ change, verdict }: Effect, screen: Screen): string {
  const mark = verdict === 'unclear' ? ' ' : '*';
  return painted(screen, verdict, `${signed(change.mean, 1).padStart(6)}${mark}`);
}

function cell(effect: Effect, screen: Screen): string {
  return `${meanAndSd(effect.summary)} ${changeText(effect, screen)}`;
}

function averagesTable({ strategies }: StudyReport['comparison']): Table {
  return {
    head: ['', 'Δm per task ↑', 'Δm per metric ↓', 'mean rank ↓', 'ms per step'],
    rows: Object.entries(strategies).map(([name, { deltaM, meanRank, cost }]) => [
      name,
      `${signed(deltaM.perTask)} %`,
      `${signed(deltaM.perMetric)} %`,
      fixed(meanRank, 2),
      fixed(cost.msPerStep, 2),
    ]),
  };
}
