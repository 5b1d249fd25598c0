import type { StudyReport } from '../study/study-report.ts';
import { hasWidth } from '../statistics/paired-interval.ts';
import { type Gain, gainsOf } from '../study/gains.ts';
import { overallAnswer } from '../study/overall-answer.ts';
import { signed } from '../terminal/numbers.ts';
import { forestChart, type ForestGroup, intervalsInWords } from './charts/forest.ts';
import { prose } from './escape.ts';
import { figure } from './figure.ts';
import { ranksFigure } from './ranks.ts';
import { type Cell, emptyCell, type Head, numberCell, tableHtml } from './table.ts';

/** What strategies did in one place: on one data set, or over all. */
interface Place {
  readonly title: string;
  readonly of: string;
  readonly hint: string;
  readonly gains: readonly Gain[];
}

/**
 * The beginning of the report: what helped over all data sets, with intervals.
 *
 * @param compared - The studies with their answers.
 */
export async function overview(compared: readonly StudyReport[]): Promise<string> {
  const studies = compared.map(({ results }) => results);
  const { gains, sentences } = overallAnswer(studies);
  const several = compared.length > 1;
  const places: readonly Place[] = [
    ...(several && gains.length > 0
      ? [{ title: 'all data sets', of: 'over all data sets', hint: 'mean of the data sets', gains }]
      : []),
    ...studies.map((results): Place => {
      const { dataset, tasks } = results.study;
      return { title: dataset, of: `on ${dataset}`, hint: countOf(tasks.length, 'task'), gains: gainsOf(results) };
    }),
  ];
  const [lead = '', ...rest] = sentences;
  const chart = await figure(forestChart(places.map(groupOf)), {
    title: 'Mean change over the tasks (Δm)',
    caption:
      'Each strategy against the single-task baselines, in percent of the baseline, with its 95 % confidence intervals over the ' +
      `seeds. Right of the dashed line is better than one model for each task. ${intervalsInWords}`,
  });
  return `<section id="overview">
<h2 class="lead">${prose(lead)}</h2>
<p>${rest.map(prose).join(' ')}</p>
${chart}
${gainsTable(places, several ? gains : (places[0]?.gains ?? []))}
<p class="soft">Mean change over the tasks against the single-task baselines, with its 95 % confidence interval over the seeds, and to
how many tasks a strategy made a clear difference.${
    several ? ' Every data set counts the same in the mean; its interval says nothing of other data sets.' : ''
  }</p>
${await ranksFigure(studies)}
</section>`;
}

function groupOf({ title, of, gains }: Place): ForestGroup {
  return { title, of: `of Δm ${of}`, rows: gains.map(({ strategy, ...gain }) => ({ name: strategy, ...gain })) };
}

function gainsTable(places: readonly Place[], counted: readonly Gain[]): string {
  const names = [...new Set(places.flatMap(({ gains }) => gains.map(({ strategy }) => strategy)))];
  const counts: readonly Head[] = ['helped', 'hurt', 'unclear'].map((title) => ({ title, hint: 'tasks' }));
  const heads = [...places.map(({ title, hint }) => ({ title, hint: `Δm, ${hint}` })), ...counts];
  return tableHtml({
    label: 'Mean change over the tasks of each strategy',
    first: 'strategy',
    heads,
    rows: names.map((name) => {
      const of = counted.find(({ strategy }) => strategy === name)?.tasks;
      return {
        name,
        cells: [
          ...places.map(({ gains }) => gainCell(gains.find(({ strategy }) => strategy === name))),
          ...(of
            ? [of.helped, of.hurt, of.unclear].map((count) => numberCell(count, String(count)))
            : counts.map(() => emptyCell)),
        ],
      };
    }),
  });
}

function gainCell(gain: Gain | undefined): Cell {
  if (!gain) return emptyCell;
  const { change, verdict } = gain;
  const interval = hasWidth(change) ? `<small>${signed(change.low, 1)} to ${signed(change.high, 1)}</small>` : '';
  return { html: `${signed(change.mean, 1)} %${interval}`, value: change.mean, look: verdict };
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
