import type { StudyReport } from '../study/study-report.ts';
import type { ConflictVerdict } from '../measures/conflict.ts';
import { irregularSentences } from '../irregular/irregularities.ts';
import { conflictsOf } from '../study/conflicts.ts';
import { plainArm } from '../study/plain-arm.ts';
import { answer, chosenSharing } from '../study/answer.ts';
import { type Effect, effectsOf } from '../study/effects.ts';
import { approximationNote, scopeInWords } from '../study/gradient-scope.ts';
import { fixed, signed } from '../terminal/numbers.ts';
import { costTable } from './cost-table.ts';
import { forestChart, type ForestGroup, intervalsInWords } from './charts/forest.ts';
import { cosineChart } from './charts/gradient-cosine.ts';
import { learningCurves } from './charts/learning-curves.ts';
import { weightsChart } from './charts/weights.ts';
import { escape, prose } from './escape.ts';
import { measuredSections } from './measured/measured-sections.ts';
import { figure } from './figure.ts';
import { ownEpochTable, resultsTables } from './results-table.ts';

const badges = { helped: '▲ helped', hurt: '▼ hurt', unclear: '– unclear' } as const;

/**
 * The part of the report on one data set: the answer in words, the table, the charts.
 *
 * @param compared - The study with its answer.
 */
export async function section(compared: StudyReport): Promise<string> {
  const { results, comparison } = compared;
  const findings = effectsOf(results);
  const curves = seedBands(results.study.seeds);
  const figures = [
    await figure(forestChart(forestGroups(findings)), {
      title: 'Change of each task',
      caption:
        'The change of the main metric on the test split against the single-task baseline, with its 95 % confidence intervals over the ' +
        `seeds. Right of the dashed line is better. ${intervalsInWords}`,
    }),
    await figure(learningCurves(results), {
      title: 'Learning curves',
      caption: `The main metric on the validation split after each epoch${curves}.`,
    }),
    await figure(weightsChart(results), {
      title: 'Loss weights over training',
      caption: `Each task’s share of the sum of the weights${curves}.`,
    }),
  ];
  if (comparison.tasks.length > 1) {
    const chart = await figure(cosineChart(results), {
      title: 'Do the task gradients conflict?',
      caption:
        `The cosine between the gradients of every two tasks over ${scopeInWords(results.study.training.gradientScope)}${curves}. ` +
        'Below the dashed line the two tasks are in conflict.',
    });
    figures.push(chart + conflictNote(compared));
  }
  const answers = chosenSharing(findings, comparison.chosen).map(
    (finding) =>
      `<li><span class="badge ${finding.verdict}">${badges[finding.verdict]}</span><span>${prose(answer(finding))}</span></li>`,
  );
  const note = approximationNote(results.study.training.gradientScope);
  return `<section id="${escape(comparison.dataset)}">
<h2>${escape(comparison.dataset)}</h2>
<ul class="answers">${answers.join('\n')}</ul>
${comparison.cautions.map((caution) => `<p class="caution">${prose(caution)}</p>`).join('\n')}
<p>${prose([strategiesInWords(compared, findings), note ?? ''].join(' ').trim())}</p>
${resultsTables(compared)}
<p class="soft">Test split, with the parameters of the best validation epoch: mean ± standard deviation over the seeds; below it
the change against the single-task models and its 95 % confidence interval. ★ marks the best mean of a column. Colours are verdicts,
Holm-corrected over the table.</p>
<h3>Each task at its own epoch</h3>
${ownEpochTable(compared)}
<p class="soft">One model has one epoch for all its tasks, a single-task model the one that suits its task. Here each task is taken at the epoch
of its own least validation loss: what sharing does to the task as such, without the choice of one epoch.</p>
${figures.join('\n')}
${await measuredSections(compared)}
<h3>What it costs</h3>
${costTable(compared)}
<p class="soft">Single-task: all models together. Training and search are the time of the steps alone.</p>
${irregular(comparison)}</section>`;
}

/** What did not go as usual; nothing where all did. */
function irregular({ irregularities }: StudyReport['comparison']): string {
  const sentences = irregularSentences(irregularities);
  if (sentences.length === 0) return '';
  const items = sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join('\n');
  return `<h3>What did not go as usual</h3>
<ul>${items}</ul>
<p class="soft">Batches of the models that are reported, over all seeds; inputs of the data of one seed.</p>
`;
}

/** Which strategy came out best on average, and how often strategies helped and hurt. */
function strategiesInWords({ comparison }: StudyReport, findings: readonly Effect[]): string {
  const chosen = comparison.strategies[comparison.chosen];
  const best = chosen && { name: comparison.chosen, gain: chosen.deltaM.perTask ?? Number.NaN };
  const count = (wanted: Effect['verdict']): number => findings.filter(({ verdict }) => verdict === wanted).length;
  const lead = best
    ? `Best on the validation split was ${best.name} (Δm per task on the test split ${signed(best.gain)} %). `
    : '';
  return (
    `${lead}Over all ${findings.length} pairs of strategy and task, sharing helped in ${count('helped')}, hurt in ` +
    `${count('hurt')}, and made no clear difference in ${count('unclear')}.`
  );
}

/** What the gradients of pairs of tasks did under plain sharing, beside what unrelated tasks would do. */
function conflictNote({ results }: StudyReport): string {
  const plain = plainArm(results.study.arms);
  const pairs = conflictsOf(results);
  if (!plain || pairs.length === 0) return '';
  const named = (wanted: ConflictVerdict): string =>
    pairs
      .filter(({ verdict }) => verdict === wanted)
      .map(
        ({ tasks: [first, second], cosine, band, share }) =>
          `${first} and ${second} (mean cosine ${signed(cosine)}, unrelated tasks within ±${fixed(band, 2)}; below 0 on ${Math.round(100 * share)} % of steps)`,
      )
      .join('; ');
  const [against, along] = [named('conflict'), named('agreement')];
  const sentences = [
    against === ''
      ? 'no pair of tasks pulled against each other more than unrelated tasks do'
      : `in conflict: ${against}`,
    ...(along === '' ? [] : [`in agreement: ${along}`]),
  ];
  return `<p>With ${escape(plain.name)}, ${prose(sentences.join('; '))}. Of unrelated tasks, about half of the steps have a cosine below 0.</p>`;
}

/** One panel for each task. */
function forestGroups(findings: readonly Effect[]): readonly ForestGroup[] {
  return [...new Set(findings.map(({ task }) => task))].map((task) => {
    const own = findings.filter((finding) => finding.task === task);
    const metric = own[0]?.metric.name ?? '';
    return {
      title: `${task}: ${metric}`,
      of: `of the ${metric} of ${task}`,
      rows: own.map(({ strategy, change, plain, verdict }) => ({ name: strategy, change, plain, verdict })),
    };
  });
}

/** What a caption says of curves and their bands. */
function seedBands(seeds: number): string {
  return seeds === 1 ? ', of one seed' : '; line: mean over the seeds, band: ± 1 standard deviation';
}
