import { div, exp, type Tensor } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { constant } from '../layers/initializers.ts';
import type { TensorSpec, WeightRef } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { configOf } from '../options/config.ts';
import { list, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Task } from '../tasks/task.ts';
import { type Architecture, byTask } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { hardSharing } from './hard-sharing.ts';
import { namedTasks } from './named-tasks.ts';

/** Options of {@link sharedHead}. */
export const sharedHeadOptions = optionsSchema('shared-head', {
  tasks: list(text({ meaning: 'a task' }), {
    otherwise: 'all tasks',
    meaning: 'tasks with one head: of one kind, with the same outputs; the temperature of the first is 1',
    range: 'names of tasks',
    expected: 'a list of 2 or more different names of tasks',
    holds: (names) => names.length > 1 && new Set(names).size === names.length,
  }),
});

/** Options of {@link sharedHead}. */
export type SharedHeadOptions = OptionsOf<typeof sharedHeadOptions>;

/** What is known of {@link sharedHead}. */
export const sharedHeadCard: ArchitectureCard = {
  name: sharedHeadOptions.owner,
  title: 'Shared head with temperatures',
  summary:
    'One encoder and one head for all tasks; each task divides what the head gives by a temperature that it learns.',
  paper: 'On Calibration of Modern Neural Networks',
  authors: 'C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger',
  venue: 'ICML',
  year: 2017,
  link: 'https://arxiv.org/abs/1706.04599',
  parameters: 'E + H + K - 1',
  departures: [
    'In the paper a trained model has one temperature, fitted on validation examples; here each task but the first learns one with the rest of the model.',
    'The paper has one task: the head that several share is ours.',
  ],
};

/**
 * One head for several tasks with the same outputs, such as one question asked of two populations, or labels of two sources that are not equally sure: they agree in what is likelier, and each
 * has its own temperature.
 *
 *     output k = h(e(x)) / T_k        T_1 = 1, T_k = exp(t_k), t_k = 0 before training
 *
 * e is an encoder that all tasks share and h the head, which has the name of the first task. A temperature above 1 makes probabilities more even. Tasks that are not named
 * share the encoder as in {@link hardSharing}.
 *
 * Departures: the temperatures of the paper are fitted after training.
 *
 * @param options - The tasks.
 * @throws {@link InvalidOptionError} when there are not two or more different tasks of one kind, with the same outputs and features.
 * @see C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger. On Calibration of Modern Neural Networks. ICML 2017. https://arxiv.org/abs/1706.04599
 */
export function sharedHead(options: SharedHeadOptions = {}): Architecture {
  const { tasks: names } = sharedHeadOptions.read(options);
  return {
    config: configOf('architecture', 'shared-head', { tasks: names }),
    build(parts) {
      const [first, ...others] = sharingOf(parts.tasks, names);
      const scope = parts.scope.child('temperatures');
      const temperatures = new Map(
        others.map(({ name }): [string, WeightRef] => [name, scope.weight(name, [1], constant(0))]),
      );
      let head: { readonly built: ReturnType<typeof parts.head>; readonly features: TensorSpec } | undefined;
      const sharing = hardSharing().build({
        ...parts,
        head(task, features) {
          if (task !== first && !others.includes(task)) return parts.head(task, features);
          head ??= { built: parts.head(first, features), features };
          if (head.features.shape.join() === features.shape.join()) return head.built;
          const expected = 'tasks with features of one shape';
          throw new InvalidOptionError(sharedHeadOptions.owner, 'tasks', expected, features.shape);
        },
      });
      return {
        call(batch, wanted, run) {
          const outputs = sharing.call(batch, wanted, run);
          return byTask(wanted, ({ name }): Tensor => {
            const temperature = temperatures.get(name);
            const output = lookup(outputs, name);
            return temperature ? div(output, exp(run.weight(temperature))) : output;
          });
        },
      };
    },
  };
}

function sharingOf(tasks: readonly Task[], names?: readonly string[]): readonly [Task, ...Task[]] {
  const { owner } = sharedHeadOptions;
  const sharing = namedTasks({ owner, option: 'tasks' }, tasks, names);
  const { kind } = sharing[0];
  const other = sharing.find(
    (task) =>
      task.kind.name !== kind.name ||
      task.kind.writing !== undefined ||
      task.kind.outputs.shape.join() !== kind.outputs.shape.join() ||
      task.kind.names?.join('\n') !== kind.names?.join('\n'),
  );
  if (!other) return sharing;
  throw new InvalidOptionError(owner, 'tasks', 'names of tasks of one kind, with the same outputs', other.name);
}
