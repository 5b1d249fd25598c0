import type { Tensor } from '@tensorflow/tfjs-core';

import type { Built } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { type Architecture, byTask, inputOf } from './architecture.ts';

/** Options of {@link hardSharing}: none. */
export const hardSharingOptions = optionsSchema('hard-sharing', {});

/**
 * Hard parameter sharing: one encoder for all tasks that read the same input, and a head for each task.
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
      const names = [...new Set(tasks.map((task) => inputOf(task, inputs)))];
      const encoders = new Map(
        names.map((name): [string, Built] => {
          const place = names.length > 1 ? scope.child('encoders').child(name) : scope.child('encoder');
          return [name, encoder(name).build(inputs[name] ?? { shape: [], dtype: 'float32' }, place)];
        }),
      );
      const encoderOf = (name: string): Built => lookup(encoders, name);
      const heads = new Map(tasks.map((task) => [task.name, head(task, encoderOf(inputOf(task, inputs)).output)]));
      return {
        call(batch, wanted, run) {
          const features = new Map<string, Tensor>();
          for (const name of new Set(wanted.map((task) => inputOf(task, inputs)))) {
            features.set(name, encoderOf(name).call(lookup(batch, name), run));
          }
          return byTask(wanted, (task) => lookup(heads, task.name).call(lookup(features, inputOf(task, inputs)), run));
        },
      };
    },
  };
}
