import { type Architecture, configOf, InvalidOptionError, type Scope, sizeOf } from '@equipoise/core';
import { concat } from '@tensorflow/tfjs-core';

/** A shared encoder and one for each task; a head is given the features of both. */
export function sharedPrivate(): Architecture {
  return {
    config: configOf('architecture', 'shared-private', {}),
    build({ inputs, tasks, encoder, head, scope }) {
      const [[input, spec] = [], ...others] = Object.entries(inputs);
      if (!input || !spec || others.length > 0)
        throw new InvalidOptionError('shared-private', 'inputs', 'one input', Object.keys(inputs));
      const encoderAt = (place: Scope) => encoder(input).build(spec, place);
      const shared = encoderAt(scope.child('shared'));
      const towers = tasks.map((task) => {
        const own = encoderAt(scope.child('private').child(task.name));
        const width = sizeOf(shared.output) + sizeOf(own.output);
        return { name: task.name, own, head: head(task, { shape: [width], dtype: 'float32' }) };
      });
      return {
        call({ [input]: x }, wanted, run) {
          if (!x) throw new InvalidOptionError('shared-private', 'inputs', input, undefined);
          const features = shared.call(x, run);
          const chosen = towers.filter(({ name }) => wanted.some((task) => task.name === name));
          return Object.fromEntries(
            chosen.map(({ name, own, head }) => [name, head.call(concat([features, own.call(x, run)], 1), run)]),
          );
        },
      };
    },
  };
}
