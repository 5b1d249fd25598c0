import type { StudyReport } from '../study/study-report.ts';
import { partText } from '../trials/part-config.ts';
import type { Provenance } from '../study/kept-study.ts';
import { overlapOf } from '../study/overlap-of.ts';
import type { Study } from '../study/study.ts';
import type { StudyResults } from '../study/study-results.ts';
import { escape } from './escape.ts';

/**
 * The end of the report: everything that is needed to make it again, and what its words mean.
 *
 * @param compared - The studies with their answers.
 * @param made - How the comparison was made.
 */
export function details(compared: readonly StudyReport[], made: Provenance): string {
  const machines = distinct(
    compared.flatMap(({ results }) =>
      results.all.map(({ machine }) => `${machine.cpu}, ${machine.platform}, Node ${machine.node.replace(/^v/, '')}`),
    ),
  );
  const rows: [string, string][] = [
    ['Command', `<code>${escape(made.command)}</code>`],
    ['Made', escape(`${made.date}, equipoise ${made.version}`)],
    ['Machine', machines.map(escape).join('<br>')],
    ...compared.map(({ results, comparison }): [string, string] => {
      const { seeds, training, threads, arms } = results.study;
      const lines = [
        `${seeds} ${seeds === 1 ? 'seed' : 'seeds'} (0${seeds > 1 ? ` to ${seeds - 1}` : ''}), ${training.epochs} epochs, batches of ` +
          `${training.batchSize}, engine ${comparison.engine}, ${threads} ${threads === 1 ? 'thread' : 'threads'}.`,
        `Encoder ${partText(training.encoder)}, architecture ${partText(training.architecture)}, optimizer ` +
          `${partText(training.optimizer)} with learning rate ${training.learningRate}.`,
        splitsInWords(results),
        tuningInWords(results.study),
        ...arms
          .filter(({ name, strategy }) => name !== strategy)
          .map(({ name, strategy }) => `${name} is ${strategy}.`),
      ];
      return [escape(comparison.dataset), lines.map(escape).join('<br>')];
    }),
  ];
  return `<section id="details"><h2>How this was made</h2>
<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('\n')}</dl>
<h3>How to read it</h3>
<p>A <b>single-task</b> model learns one task alone, with the same shared encoder and the same training budget as the multi-task models. A
seed decides the split of the data, the initial parameters and the order of the batches; trials with the same seed are paired, and the
intervals are Student-t intervals of the paired differences, widened where seeds split the same rows anew (Nadeau and Bengio 2003: n_test/n_train
is added to 1/n). A verdict is Holm-corrected over all pairs of strategy and task of a data set: of twenty such tables in which nothing is
different in truth, about one has a false verdict. One seed cannot be tested and has no interval.</p>
<p><b>Δm per task</b> is the mean over the tasks of the mean over a task’s metrics of the relative gain against single-task (LibMTL’s
Δp); higher is better. <b>Δm per metric</b> is the mean over all metrics of the relative loss (the Δm of most papers); lower is better.
R² is left out of both and of the ranks: it orders models as RMSE does. <b>Mean rank</b> is the mean over those metrics of
a strategy’s rank among the strategies; equal values share the mean of their ranks.</p>
<p>Parameters are chosen on the validation split and reported on the test split.</p></section>`;
}

function splitsInWords(results: StudyResults): string {
  const [first] = results.all;
  if (!first) return '';
  const { train, validation, test } = first.examples;
  const drawn = overlapOf(results).testRatio > 0 ? 'drawn anew for each seed' : 'the same test rows for every seed';
  return `${train} rows to train on, ${validation} to choose by, ${test} to test on, ${drawn}.`;
}

function tuningInWords({ tuning }: Study): string {
  if (!tuning) return 'Nothing was searched: every model was trained as this says.';
  const { search, trials, maxEpochs, seconds, pruner, optimizers, encoders, ...parts } = tuning;
  const searched = Object.entries(parts).flatMap(([part, options]) =>
    Object.keys(options ?? {}).map((name) => (part === 'training' ? name : `${part}.${name}`)),
  );
  const chosen = Object.entries({ optimizers, encoders }).flatMap(([part, of]) => (of ? [part] : []));
  const cap = maxEpochs === undefined ? '' : `, up to ${maxEpochs} epochs where the best one was the last`;
  const stop = pruner ? `; bad trials were stopped early by ${partText(pruner)}, tested are whole ones` : '';
  const time = seconds === undefined ? '' : `, or ${seconds} s of steps`;
  const over = [...searched, ...chosen].join(', ');
  return `Each arm and each baseline was tuned by ${trials} trials a seed${time} (${partText(search)} over ${over})${cap}${stop}.`;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
