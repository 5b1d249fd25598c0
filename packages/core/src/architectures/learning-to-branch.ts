import { argMax, maximum, mul, oneHot, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { constant } from '../layers/initializers.ts';
import type { Run, Scope, WeightRef } from '../layers/layer.ts';
import { stagesOf } from '../layers/stages.ts';
import { lookup } from '../lookup.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { gumbelSoftmax } from './gumbel-softmax.ts';
import { mixFeatures } from './mix-features.ts';
import { onlyInput } from './only-input.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link learningToBranch}. */
export const learningToBranchOptions = optionsSchema('learning-to-branch', {
  branches: integer({
    min: 1,
    otherwise: 'one for each task',
    search: [2, 4],
    meaning: 'the copies of each stage that can be chosen from',
  }),
  temperature: number({
    default: 5,
    above: 0,
    scale: 'log',
    search: [1, 20],
    meaning: 'the temperature of the choices in the first step',
  }),
  cooling: number({
    default: 0.999,
    above: 0,
    max: 1,
    search: [0.99, 1],
    meaning: 'what it is multiplied by in each step',
  }),
  coldest: number({ default: 0.5, above: 0, scale: 'log', search: [0.1, 1], meaning: 'the lowest temperature' }),
});

/** Options of {@link learningToBranch}. */
export type LearningToBranchOptions = OptionsOf<typeof learningToBranchOptions>;

/** What is known of {@link learningToBranch}. */
export const learningToBranchCard: ArchitectureCard = {
  name: learningToBranchOptions.owner,
  title: 'Learning to Branch',
  summary:
    'Each stage has several copies; which copy reads which, and which a task ends with, is learnt by Gumbel-softmax.',
  paper: 'Learning to Branch for Multi-Task Learning',
  authors: 'P. Guo, C.-Y. Lee, D. Ulbricht',
  venue: 'ICML',
  year: 2020,
  link: 'https://proceedings.mlr.press/v119/guo20e.html',
  parameters: 'branches · E + (S - 1) · branches^2 + branches · K + H',
  departures: [
    'Weights and choices are trained together, by one optimizer; training what was chosen once more from its beginning is left to you.',
  ],
};

/**
 * Learning to branch: each stage of the encoder has several copies. Every copy chooses one copy of the stage before as its input, and every task one of the
 * last. The choices are learnt with the weights: soft ones while training, drawn by Gumbel-softmax, and the likeliest ones afterwards.
 *
 *     x_j = Σ_i d_ij y_i        d_j = softmax((θ_j + g) / τ) in training, one-hot at max θ_j otherwise        τ_t = max(coldest, temperature · coolingᵗ)
 *
 * θ begins at 0. The noise g is drawn from the random numbers of the run once for a step, for all tasks. `learnedBranches` gives what was chosen as the groups of
 * `branched`, which computes the same without what nobody chose. A stage is a layer with a matrix or filters, and what follows it; an encoder of one piece is one
 * stage. The data set must have one input, of any sort.
 *
 * Parameters: B · P for P of the encoder and B branches, B² for each stage but the first, B · K for the choices of K tasks, and the heads.
 *
 * Departures: weights and θ are trained together, by one optimizer; training what was chosen once more from its beginning is left to you.
 *
 * @param options - Branches and temperatures.
 * @throws {@link InvalidOptionError} when an option is out of range, or there are several inputs.
 * @see P. Guo, C.-Y. Lee, D. Ulbricht. Learning to Branch for Multi-Task Learning. ICML 2020. https://proceedings.mlr.press/v119/guo20e.html
 */
export function learningToBranch(options: LearningToBranchOptions = {}): Architecture {
  const { branches, ...cooling } = learningToBranchOptions.read(options);
  const chosen = branches === undefined ? {} : { branches };
  return {
    config: { kind: 'architecture', name: 'learning-to-branch', options: { ...chosen, ...cooling } },
    build(parts) {
      const { inputs, tasks, encoder, scope } = parts;
      const [input, spec] = onlyInput('learning-to-branch', inputs);
      const count = branches ?? tasks.length;
      const place = (part: string, index: number): Scope => scope.child(part).child(String(index));
      const choiceOf = (index: number, among: number): WeightRef =>
        scope.child('choices').weight(String(index), [among, count], constant(0), { decay: false });
      let output = spec;
      const stages = stagesOf(encoder(input), spec).map((layer, index) => {
        const choices = index > 0 ? choiceOf(index, count) : undefined;
        const { shape } = output;
        const copies = Array.from({ length: count }, (_, copy) =>
          layer.build(output, place('nodes', index).child(String(copy))),
        );
        ({ output } = at(copies, 0));
        return { choices, shape, copies };
      });
      const ofTasks = choiceOf(stages.length, tasks.length);
      const temperature = scope.weight('temperature', [1], constant(cooling.temperature), { trainable: false });
      const heads = buildHeads(parts, output);
      return {
        call(batch, wanted, run) {
          const choose = chooser(run, temperature);
          let features: readonly Tensor[] = [];
          for (const { choices, shape, copies } of stages) {
            const given = choices && mixFeatures(choose(choices), features, shape);
            features = copies.map((copy, index) => copy.call(given ? at(given, index) : lookup(batch, input), run));
          }
          const found = mixFeatures(choose(ofTasks), features, output.shape);
          if (run.training) {
            const cooler = mul(run.weight(temperature), cooling.cooling);
            run.assign(temperature, maximum(cooler, cooling.coldest));
          }
          return heads(wanted, (task) => at(found, task), run);
        },
      };
    },
  };
}

/** What is chosen in a forward pass: a row for each that chooses. */
function chooser(run: Run, temperature: WeightRef): (choices: WeightRef) => Tensor {
  return (choices) => {
    const logits = run.weight(choices);
    if (run.training) return gumbelSoftmax(logits, run.random(choices.shape), run.weight(temperature));
    return oneHot(argMax<Tensor1D>(logits, 1), choices.shape[1] ?? 0, 1, 0, 'float32');
  };
}
