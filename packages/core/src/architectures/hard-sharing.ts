import { concat, type Tensor } from '@tensorflow/tfjs-core';

import type { Built, TensorSpec } from '../layers/layer.ts';
import { vector } from '../layers/vector.ts';
import { lookup } from '../lookup.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import { type Architecture, byTask, inputsOf } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';

/** Options of {@link hardSharing}: none. */
export const hardSharingOptions = optionsSchema('hard-sharing', {});

/** What is known of {@link hardSharing}. */
export const hardSharingCard: ArchitectureCard = {
  name: hardSharingOptions.owner,
  title: 'Hard parameter sharing',
  summary: 'One encoder that all tasks share, and a head for each task.',
  paper: 'Multitask Learning',
  authors: 'R. Caruana',
  venue: 'Machine Learning',
  year: 1997,
  link: 'https://doi.org/10.1023/A:1007379606734',
  parameters: 'E + H',
  departures: [],
};

/**
 * Hard parameter sharing: one encoder for each input, which all tasks share that read it, and a head for each task. A task that names no input reads
 * all (late fusion): the features of their encoders, side by side, those of tokens pooled (`tokenPool`) and others flattened.
 *
 * @param options - None.
 * @throws {@link UnknownOptionError} when it is given any.
 * @see R. Caruana. Multitask Learning. Machine Learning 1997. https://doi.org/10.1023/A:1007379606734
 */
export function hardSharing(options: NoOptions = {}): Architecture {
  hardSharingOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'hard-sharing', options: {} },
    build({ inputs, tasks, encoder, head, scope }) {
      const names = [...new Set(tasks.flatMap((task) => inputsOf(task, inputs)))];
      const encoders = new Map(
        names.map((name): [string, Built] => {
          const place = names.length > 1 ? scope.child('encoders').child(name) : scope.child('encoder');
          return [name, encoder(name).build(inputs[name] ?? { shape: [], dtype: 'float32' }, place)];
        }),
      );
      const vectors = new Map([...encoders].map(([name, { output }]) => [name, vector.build(output, scope)]));
      const outputOf = (task: Task): TensorSpec => {
        const [only = '', ...others] = inputsOf(task, inputs);
        if (others.length === 0) return lookup(encoders, only).output;
        const widths = [only, ...others].map((name) => sizeOf(lookup(vectors, name).output));
        return { shape: [widths.reduce((sum, width) => sum + width, 0)], dtype: 'float32' };
      };
      const heads = new Map(tasks.map((task) => [task.name, head(task, outputOf(task))]));
      return {
        call(batch, wanted, run) {
          const features = new Map<string, Tensor>();
          for (const name of new Set(wanted.flatMap((task) => inputsOf(task, inputs)))) {
            features.set(name, lookup(encoders, name).call(lookup(batch, name), run));
          }
          let all: Tensor | undefined;
          const featuresOf = (task: Task): Tensor => {
            const [only = '', ...others] = inputsOf(task, inputs);
            if (others.length === 0) return lookup(features, only);
            return (all ??= concat(
              [only, ...others].map((name) => lookup(vectors, name).call(lookup(features, name), run)),
              1,
            ));
          };
          return byTask(wanted, (task) => lookup(heads, task.name).call(featuresOf(task), run));
        },
      };
    },
  };
}
