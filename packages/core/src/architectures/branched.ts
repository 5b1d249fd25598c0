import type { Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { stagesOf } from '../layers/stages.ts';
import type { Built } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { onlyInput } from './only-input.ts';
import { buildHeads } from './task-heads.ts';

const group = integer({ min: 0, meaning: 'the copy of a stage that a task uses' });

const groupOfTasks = list(group, {
  meaning: 'the copy of a stage that each task uses',
  range: 'whole numbers from 0',
  expected: 'a list of whole numbers from 0',
});

/** Options of {@link branched}. */
export const branchedOptions = optionsSchema('branched', {
  groups: list(groupOfTasks, {
    otherwise: 'all tasks share all stages',
    meaning: 'for each stage, the copy of it that each task uses: tasks with the same number share it',
    range: 'a list for each stage, of a whole number for each task',
    expected: 'a list for each stage, of a whole number for each task',
  }),
});

/** Options of {@link branched}. */
export type BranchedOptions = OptionsOf<typeof branchedOptions>;

/** What is known of {@link branched}. */
export const branchedCard: ArchitectureCard = {
  name: branchedOptions.owner,
  title: 'Branched encoder',
  summary:
    'Each stage of the encoder has one copy or several, and `groups` says which tasks share which; measured conflict can propose them.',
  paper: 'Recon: Reducing Conflicting Gradients From the Root For Multi-Task Learning',
  authors: 'G. Shi, Q. Li, W. Zhang, J. Chen, X.-M. Wu',
  venue: 'ICLR',
  year: 2023,
  link: 'https://arxiv.org/abs/2302.11289',
  parameters: 'sum(e .* copies) + H',
  departures: [
    'The paper trains the conflicting layers of each task anew in the same run; here `branchByConflict` proposes `groups` for a run of its own.',
  ],
};

/**
 * An encoder that branches: each of its stages has one copy or several, and `groups` says which tasks share which. `[[0, 0, 0], [0, 0, 1], [0, 1, 2]]` is a
 * tree: all three tasks share the first stage, the first two the second, and none the third. A stage may also be shared above one that is not, as in Recon,
 * which makes the layers with most gradient conflict belong to one task each: `branchByConflict` proposes such groups. A stage is a layer with a matrix or
 * filters, and what follows it; an encoder of one piece is one stage. The data set must have one input, of any sort.
 *
 * Parameters: those of each stage as often as it has copies, and the heads.
 *
 * @param options - Which tasks share which stages.
 * @throws {@link InvalidOptionError} when `groups` is not a list for each stage with a number for each task, or there are several inputs.
 * @see G. Shi, Q. Li, W. Zhang, J. Chen, X.-M. Wu. Recon: Reducing Conflicting Gradients From the Root For Multi-Task Learning. ICLR 2023.
 *   https://arxiv.org/abs/2302.11289
 */
export function branched(options: BranchedOptions = {}): Architecture {
  const { groups } = branchedOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'branched', options: groups ? { groups } : {} },
    build(parts) {
      const { inputs, tasks, encoder, scope } = parts;
      const [input, spec] = onlyInput('branched', inputs);
      const layers = stagesOf(encoder(input), spec);
      const chosen = groups ?? layers.map(() => tasks.map(() => 0));
      if (chosen.length !== layers.length || chosen.some(({ length }) => length !== tasks.length)) {
        const expected = `a list for each of the ${layers.length} stages, of a number for each of the ${tasks.length} tasks`;
        throw new InvalidOptionError('branched', 'groups', expected, groups);
      }
      let output = spec;
      const stages = layers.map((layer, index) => {
        const place = scope.child('stages').child(String(index));
        const numbers = [...new Set(at(chosen, index))];
        const copies = new Map(
          numbers.map((number): [string, Built] => [String(number), layer.build(output, place.child(String(number)))]),
        );
        ({ output } = at([...copies.values()], 0));
        return copies;
      });
      const heads = buildHeads(parts, output);
      return {
        call(batch, wanted, run) {
          const found = new Map<string, Tensor>(); // By the copies on the way: tasks that came the same way share the result.
          const after = (task: number, count: number): Tensor => {
            if (count === 0) return lookup(batch, input);
            const way = chosen.slice(0, count).map((numbers) => at(numbers, task));
            const known = found.get(way.join());
            if (known) return known;
            const copy = lookup(at(stages, count - 1), String(at(way, count - 1)));
            const result = copy.call(after(task, count - 1), run);
            found.set(way.join(), result);
            return result;
          };
          return heads(wanted, (task) => after(task, stages.length), run);
        },
      };
    },
  };
}
