import { concat, mul, relu, sigmoid, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { lastAxis } from '../layers/define-layer.ts';
import { dense } from '../layers/dense.ts';
import type { Built, Run, Scope, TensorSpec } from '../layers/layer.ts';
import { sequential } from '../layers/sequential.ts';
import { stagesOf } from '../layers/stages.ts';
import { lookup } from '../lookup.ts';
import { flag } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { onlyInput } from './only-input.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link mtan}. */
export const mtanOptions = optionsSchema('mtan', {
  normalize: flag({ default: true, meaning: 'whether the layers of the attention are batch-normalized' }),
});

/** Options of {@link mtan}. */
export type MtanOptions = OptionsOf<typeof mtanOptions>;

/** What is known of {@link mtan}. */
export const mtanCard: ArchitectureCard = {
  name: mtanOptions.owner,
  title: 'MTAN',
  summary: 'One encoder for all tasks; at each stage a task selects features of it by a mask of its own.',
  paper: 'End-to-End Multi-Task Learning with Attention',
  authors: 'S. Liu, E. Johns, A. J. Davison',
  venue: 'CVPR',
  year: 2019,
  link: 'https://arxiv.org/abs/1803.10704',
  parameters: '2 · E - e[1] + K · (3 · sum(c .^ 2) - c[1]^2 + 6 · sum(c)) + H',
  departures: [
    'In the paper a stage is a block of two convolutions, and what follows the mask one 3 × 3 convolution; here it is like the stage, which suits any encoder.',
    'The attention of the paper on a decoder is left out.',
  ],
};

/**
 * Multi-task attention network: one shared encoder, and for each task an attention on each of its stages, which selects features.
 *
 *     a_k⁽ʲ⁾ = h_k⁽ʲ⁾( g_k⁽ʲ⁾( [p⁽ʲ⁾, f⁽ʲ⁾(â_k⁽ʲ⁻¹⁾)] ) ),   â_k⁽ʲ⁾ = a_k⁽ʲ⁾ ⊙ p⁽ʲ⁾
 *
 * p⁽ʲ⁾ are the shared features after stage j, a mask a_k is between 0 and 1 for each of them. g and h are 1 × 1 convolutions with batch normalization, g with
 * ReLU and h with a sigmoid; for features that are a vector they are dense layers. f brings what a task selected to the next stage; all tasks share it, and
 * the first stage has none. A head is given what its task selected of the last stage. A stage is a layer with a matrix or filters, and what follows it; an
 * encoder of one piece is one stage. The data set must have one input, of any sort.
 *
 * Parameters: P of the encoder, P less its first stage for f, the heads; and for each task and stage with C channels C² + C for h, and for g C² + C in the
 * first stage and 2 C² + C in the others; 4 C of normalization.
 *
 * Departures: in the paper, a stage is a block of two convolutions, f is one 3 × 3 convolution, and g reads the first of the block; here f is like the stage,
 * which suits any encoder, and g reads what the mask selects from. The paper also has attention on a decoder.
 *
 * @param options - The attention.
 * @throws {@link InvalidOptionError} when there are several inputs, or features of tokens are to be normalized: padding would count.
 * @see S. Liu, E. Johns, A. J. Davison. End-to-End Multi-Task Learning with Attention. CVPR 2019. https://arxiv.org/abs/1803.10704
 */
export function mtan(options: MtanOptions = {}): Architecture {
  const { normalize } = mtanOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'mtan', options: { normalize } },
    build(parts) {
      const { inputs, tasks, encoder, scope } = parts;
      const [input, spec] = onlyInput('mtan', inputs);
      let output = spec;
      const stages = stagesOf(encoder(input), spec).map((layer, index) => {
        const place = (part: string): Scope => scope.child(part).child(String(index));
        const shared = layer.build(output, place('stages'));
        const forward = index > 0 ? layer.build(output, place('forward')) : undefined;
        ({ output } = shared);
        const masks = tasks.map(({ name }) =>
          buildMask(output, index === 0 ? 1 : 2, place('attention').child(name), normalize),
        );
        return { shared, forward, masks };
      });
      const heads = buildHeads(parts, output);
      return {
        call(batch, wanted, run) {
          let features = lookup(batch, input);
          const shared = stages.map((stage) => (features = stage.shared.call(features, run)));
          const selected = (task: number): Tensor =>
            stages.reduce<Tensor | undefined>((before, { forward, masks }, index) => {
              const from = at(shared, index);
              const seen = before && forward ? concat([from, forward.call(before, run)], -1) : from;
              return mul(at(masks, task)(seen, run), from);
            }, undefined) ?? features;
          return heads(wanted, selected, run);
        },
      };
    },
  };
}

/** Declares a mask over features: h(g(x)) for an x of `parts` times as many channels. */
function buildMask(
  features: TensorSpec,
  parts: number,
  scope: Scope,
  normalize: boolean,
): (x: Tensor, run: Run) => Tensor {
  if (normalize && features.perToken) {
    throw new InvalidOptionError('mtan', 'normalize', 'false for features of tokens', normalize);
  }
  const channels = lastAxis('mtan', features);
  const layer = (name: string, inputs: number): Built => {
    const spec: TensorSpec = { shape: [...features.shape.slice(0, -1), inputs], dtype: 'float32' };
    return sequential([dense({ units: channels }), ...(normalize ? [batchNorm()] : [])]).build(spec, scope.child(name));
  };
  const [first, second] = [layer('g', parts * channels), layer('h', channels)];
  return (x, run) => sigmoid(second.call(relu(first.call(x, run)), run));
}
