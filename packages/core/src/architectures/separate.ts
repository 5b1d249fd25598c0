import { lookup } from '../lookup.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { type Architecture, byTask } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { hardSharing } from './hard-sharing.ts';

/** Options of {@link separate}: none. */
export const separateOptions = optionsSchema('separate', {});

/** What is known of {@link separate}. */
export const separateCard: ArchitectureCard = {
  name: separateOptions.owner,
  title: 'Separate models',
  summary: 'Nothing is shared: each task has an encoder and a head of its own.',
  paper: 'Multi-Task Learning for Dense Prediction Tasks: A Survey',
  authors: 'S. Vandenhende, S. Georgoulis, W. Van Gansbeke, M. Proesmans, D. Dai, L. Van Gool',
  venue: 'TPAMI',
  year: 2022,
  link: 'https://doi.org/10.1109/TPAMI.2021.3054719',
  parameters: 'K · E + H',
  departures: [],
};

/**
 * Nothing is shared: each task has the encoders and the head that it has in a model of {@link hardSharing} of its own. One training of it, with equal weights
 * and an optimizer that works number by number, makes the same steps as a training of each task alone. Strategies have nothing to balance in it, as
 * no gradients meet.
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} when it is given any.
 * @see S. Vandenhende, S. Georgoulis, W. Van Gansbeke, M. Proesmans, D. Dai, L. Van Gool. Multi-Task Learning for Dense Prediction
 *   Tasks: A Survey. TPAMI 2022. https://doi.org/10.1109/TPAMI.2021.3054719
 */
export function separate(options: NoOptions = {}): Architecture {
  separateOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'separate', options: {} },
    build({ tasks, scope, ...parts }) {
      const alone = hardSharing();
      const models = new Map(
        tasks.map((task) => {
          const place = scope.child('models').child(task.name);
          return [task.name, alone.build({ ...parts, tasks: [task], scope: place })];
        }),
      );
      return {
        call: (batch, wanted, run) =>
          byTask(wanted, (task) => lookup(lookup(models, task.name).call(batch, [task], run), task.name)),
      };
    },
  };
}
