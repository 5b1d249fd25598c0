import { concat, reshape, reverse, split, stack, type Tensor, transpose, unstack } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { ShapeError } from '../errors.ts';
import { choice, flag, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import { affine } from './dense.ts';
import { dropped } from './dropout.ts';
import { uniform } from './initializers.ts';
import type { Layer } from './layer.ts';
import { presence } from './presence.ts';
import { gruCell, lstmCell } from './recurrent-cells.ts';

/** Options of {@link recurrent}. */
export const recurrentOptions = optionsSchema('recurrent', {
  cell: choice(['lstm', 'gru'], { default: 'lstm', meaning: 'how the state is updated' }),
  units: integer({ default: 64, min: 1, meaning: 'the numbers of the state, in each direction' }),
  bidirectional: flag({
    default: true,
    meaning: 'whether sequences are also read from their end; the states of both directions are side by side',
  }),
  dropout: number({
    default: 0,
    min: 0,
    below: 1,
    meaning: 'the share of the numbers of the input that is dropped while training',
  }),
});

/** Options of {@link recurrent}. */
export type RecurrentOptions = OptionsOf<typeof recurrentOptions>;

/**
 * A recurrent layer over sequences of vectors: the state after each of them. A vector of zeros is padding: its state is 0, and the state begins
 * anew after it, so that padding changes nothing wherever the tokens are next to each other.
 *
 * The input is projected for all steps at once, and the steps of both directions are made together, as one batched product.
 *
 * @param options - The cell and its size.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not sequences of vectors.
 * @see S. Hochreiter, J. Schmidhuber. Long Short-Term Memory. Neural Computation 1997. https://doi.org/10.1162/neco.1997.9.8.1735
 * @see K. Cho et al. Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation. EMNLP 2014.
 *   https://arxiv.org/abs/1406.1078
 * @see M. Schuster, K. K. Paliwal. Bidirectional Recurrent Neural Networks. IEEE Transactions on Signal Processing 1997.
 *   https://doi.org/10.1109/78.650093
 */
export function recurrent(options: RecurrentOptions = {}): Layer {
  const complete = recurrentOptions.read(options);
  const { units, bidirectional, dropout } = complete;
  const directions = bidirectional ? 2 : 1;
  const cell = complete.cell === 'lstm' ? lstmCell : gruCell;
  return defineLayer({
    name: 'recurrent',
    options: { ...complete },
    build({ shape, perToken }, scope) {
      const [length, width] = shape;
      if (length === undefined || width === undefined || shape.length !== 2) {
        throw new ShapeError(`recurrent: the input must be sequences of vectors, has shape [${shape.join()}].`);
      }
      const project = affine(scope.child('input'), width, directions * cell.gates * units, true, uniform(units));
      const state = cell.declare(scope.child('state'), directions, units);
      return {
        shape: [length, directions * units],
        perToken,
        call(x, run) {
          const steps = stepsOf(project(dropped(x, dropout, run), run), directions);
          const present = presence(x);
          const tokens = stepsOf(directions === 1 ? present : concat([present, present], 2), directions);
          const advance = state(run);
          const states: Tensor[] = [];
          let memory: readonly Tensor[] = [];
          for (const [index, step] of steps.entries()) {
            memory = advance(step, memory, at(tokens, index));
            states.push(at(memory, 0));
          }
          return sequencesOf(states, directions);
        },
      };
    },
  });
}

/** Sequences (batch × length × directions · width) as steps (directions × batch × width); the second direction begins at the end. */
function stepsOf(x: Tensor, directions: number): readonly Tensor[] {
  const [, length = 1, all = 1] = x.shape;
  const apart = transpose(reshape(x, [-1, length, directions, all / directions]), [1, 2, 0, 3]);
  return unstack(turned(apart, directions), 0);
}

/** The counterpart of {@link stepsOf}. */
function sequencesOf(steps: readonly Tensor[], directions: number): Tensor {
  const [, , width = 1] = at(steps, 0).shape;
  const apart = turned(stack([...steps], 0), directions);
  return reshape(transpose(apart, [2, 0, 1, 3]), [-1, steps.length, directions * width]);
}

/** Steps (length × directions × …) in which the second direction is in the opposite order. */
function turned(steps: Tensor, directions: number): Tensor {
  if (directions === 1) return steps;
  const [first, second] = split(steps, 2, 1) as [Tensor, Tensor];
  return concat([first, reverse(second, 0)], 1);
}
