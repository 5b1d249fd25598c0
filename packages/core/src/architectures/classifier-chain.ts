import { concat, sigmoid, softmax, type Tensor } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { stopGradient } from '../layers/stop-gradient.ts';
import { vector } from '../layers/vector.ts';
import { lookup } from '../lookup.ts';
import { configOf } from '../options/config.ts';
import { flag, list, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import { type Architecture, byTask } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { stepsTo } from './chain.ts';
import { hardSharing } from './hard-sharing.ts';
import { namedTasks } from './named-tasks.ts';

/** Options of {@link classifierChain}. */
export const classifierChainOptions = optionsSchema('classifier-chain', {
  chain: list(text({ meaning: 'a task' }), {
    otherwise: 'all tasks in their order',
    meaning: 'tasks of any kind in the order in which they are predicted: each sees the predictions of those before',
    range: 'names of tasks',
    expected: 'a list of 2 or more different names of tasks',
    holds: (names) => names.length > 1 && new Set(names).size === names.length,
  }),
  detached: flag({
    default: false,
    meaning: 'whether a task leaves the heads of those before alone, so that only their own losses train these',
  }),
});

/** Options of {@link classifierChain}. */
export type ClassifierChainOptions = OptionsOf<typeof classifierChainOptions>;

/** What is known of {@link classifierChain}. */
export const classifierChainCard: ArchitectureCard = {
  name: classifierChainOptions.owner,
  title: 'Classifier chain',
  summary: 'One encoder for all tasks; the head of a task also sees what the tasks before it predict.',
  paper: 'Classifier Chains for Multi-label Classification',
  authors: 'J. Read, B. Pfahringer, G. Holmes, E. Frank',
  venue: 'Machine Learning',
  year: 2011,
  link: 'https://doi.org/10.1007/s10994-011-5256-5',
  parameters: 'E + H',
  departures: [
    'A head sees the probabilities that the model predicts, while training too, and learns through them; in the paper it is trained on the true labels.',
    'Tasks may be of any kind whose outputs are a vector, in the paper they are labels.',
  ],
};

/**
 * A chain of tasks of any kind: the head of a task sees, beside the features, what the tasks before it predict, so that a task is a function of others' outputs. A number may
 * depend on a class, a class on labels.
 *
 *     output k = head_k([e(x), r_1, …, r_{k−1}])        r_j = softmax(output j) for classes, σ(output j) for labels, output j for all others
 *
 * e is an encoder that all tasks share. A later task is also a loss for the heads before it, unless `detached`. Tasks outside of the chain share the encoder as in {@link hardSharing}.
 *
 * Departures: a head is trained on predictions, in the paper on true labels, of which a test example has none.
 *
 * @param options - The chain.
 * @throws {@link InvalidOptionError} when the chain is not two or more different tasks, or the outputs of one are no vector.
 * @see J. Read, B. Pfahringer, G. Holmes, E. Frank. Classifier Chains for Multi-label Classification. Machine Learning 85, 2011.
 *   https://doi.org/10.1007/s10994-011-5256-5
 */
export function classifierChain(options: ClassifierChainOptions = {}): Architecture {
  const { chain, detached } = classifierChainOptions.read(options);
  return {
    config: configOf('architecture', 'classifier-chain', { chain, detached }),
    build(parts) {
      const steps = linksOf(parts.tasks, chain);
      const vectors = new Map<string, TensorSpec>();
      const sharing = hardSharing().build({
        ...parts,
        head(task, features) {
          if (!steps.includes(task)) return parts.head(task, features);
          const built = vector.build(features, parts.scope);
          vectors.set(task.name, built.output);
          return built;
        },
      });
      let more = 0;
      const heads = new Map(
        steps.map((task) => {
          const built = parts.head(task, { shape: [sizeOf(lookup(vectors, task.name)) + more], dtype: 'float32' });
          more += sizeOf(task.kind.outputs);
          return [task.name, built];
        }),
      );
      return {
        call(batch, wanted, run) {
          const reached = stepsTo(steps, wanted);
          const shared = sharing.call(batch, [...new Set([...reached, ...wanted])], run);
          const before: Tensor[] = [];
          const chained = byTask(reached, (task) => {
            const features = concat([lookup(shared, task.name), ...before], 1);
            const output = lookup(heads, task.name).call(features, run);
            const said = predictionOf(task, output);
            before.push(detached ? stopGradient(said) : said);
            return output;
          });
          const outputs = { ...shared, ...chained };
          return byTask(wanted, ({ name }) => lookup(outputs, name));
        },
      };
    },
  };
}

/** What the heads after it see of a task. */
function predictionOf({ kind }: Task, output: Tensor): Tensor {
  if (kind.target.form === 'classes') return softmax(output);
  return kind.target.form === 'labels' ? sigmoid(output) : output;
}

function linksOf(tasks: readonly Task[], names?: readonly string[]): readonly Task[] {
  const { owner } = classifierChainOptions;
  const steps = namedTasks({ owner, option: 'chain' }, tasks, names);
  for (const { name, kind } of steps) {
    if (kind.outputs.shape.length === 1 && !kind.writing) continue;
    throw new InvalidOptionError(
      owner,
      'chain',
      'names of tasks whose outputs are a vector',
      `${name}, of kind ${kind.name}`,
    );
  }
  return steps;
}
