import type { Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { dense } from '../layers/dense.ts';
import type { Built, Layer, Run, Scope, TensorSpec } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { sequential } from '../layers/sequential.ts';
import { lookup } from '../lookup.ts';
import { integer } from '../options/option.ts';
import { type CompleteOptionsOf, optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { sizeOf } from '../size-of.ts';
import { type Architecture, byTask } from './architecture.ts';
import { buildGate, expertFeatures, type Gate, gatedInput } from './gate.ts';

/** Options of {@link ple}. */
export const pleOptions = optionsSchema('ple', {
  levels: integer({ default: 2, min: 1, search: [1, 3], meaning: 'levels of experts; with 1 it is CGC' }),
  own: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts of each task alone, in each level' }),
  shared: integer({ default: 1, min: 1, search: [1, 4], meaning: 'experts that all tasks share, in each level' }),
});

/** Options of {@link ple}. */
export type PleOptions = OptionsOf<typeof pleOptions>;

/**
 * Progressive layered extraction: experts of each task beside shared ones, level by level. The gate of a task mixes its own experts and the
 * shared ones; that of the shared stream, which all levels but the last have, mixes all experts.
 *
 *     x_k⁽ʲ⁾ = Σ_e softmax(W_k⁽ʲ⁾ x_k⁽ʲ⁻¹⁾)_e · e(x⁽ʲ⁻¹⁾)        e among the experts of k and the shared ones
 *     x_s⁽ʲ⁾ = Σ_e softmax(W_s⁽ʲ⁾ x_s⁽ʲ⁻¹⁾)_e · e(x⁽ʲ⁻¹⁾)        e among all experts
 *
 * An expert reads the stream of its task, or the shared one; all of them begin with the input. The experts of the first level are encoders,
 * those above are dense layers with ReLU of the same width. Gates start at 0: all experts count alike. The data set must have one input, of
 * numbers.
 *
 * @param options - The levels and experts.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or several.
 * @see H. Tang, J. Liu, M. Zhao, X. Gong. Progressive Layered Extraction (PLE): A Novel Multi-Task Learning (MTL) Model for Personalized
 *   Recommendations. RecSys 2020. https://doi.org/10.1145/3383313.3412236
 */
export function ple(options: PleOptions = {}): Architecture {
  const complete = pleOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'ple', options: { ...complete } },
    build({ inputs, tasks, encoder, head, scope }) {
      const [input, spec] = gatedInput('ple', inputs);
      const names = tasks.map(({ name }) => name);
      const first = buildLevel(scope.child('levels').child('0'), {
        ...complete,
        names,
        spec,
        expert: encoder(input),
        last: complete.levels === 1,
      });
      const features = expertFeatures('ple', at(first.experts, 0));
      const expert = sequential([dense({ units: sizeOf(features) }), relu()]);
      const above = Array.from({ length: complete.levels - 1 }, (_, index) => {
        const last = index === complete.levels - 2;
        return buildLevel(scope.child('levels').child(String(index + 1)), {
          ...complete,
          names,
          spec: features,
          expert,
          last,
        });
      });
      const heads = new Map(tasks.map((task) => [task.name, head(task, features)]));
      return {
        call(batch, wanted, run) {
          const x = lookup(batch, input);
          const wantedNames = wanted.map(({ name }) => name);
          let streams: Streams = { shared: x, own: new Map(names.map((name) => [name, x])) };
          // Below the last level all tasks are needed: the shared stream mixes their experts.
          for (const level of [first, ...above]) streams = level.call(streams, level.last ? wantedNames : names, run);
          return byTask(wanted, ({ name }) => lookup(heads, name).call(lookup(streams.own, name), run));
        },
      };
    },
  };
}

/** What a level reads and gives: the stream of each task, and the shared one. */
interface Streams {
  readonly shared: Tensor;
  readonly own: ReadonlyMap<string, Tensor>;
}

interface LevelOptions extends CompleteOptionsOf<typeof pleOptions> {
  readonly names: readonly string[];
  readonly spec: TensorSpec;
  readonly expert: Layer;
  readonly last: boolean;
}

interface Level {
  readonly experts: readonly Built[];
  readonly last: boolean;
  readonly call: (streams: Streams, names: readonly string[], run: Run) => Streams;
}

function buildLevel(scope: Scope, { names, spec, expert, last, own, shared }: LevelOptions): Level {
  const experts = (place: Scope, count: number): readonly Built[] =>
    Array.from({ length: count }, (_, index) => expert.build(spec, place.child(String(index))));
  const common = experts(scope.child('shared'), shared);
  const private_ = new Map(names.map((name) => [name, experts(scope.child('experts').child(name), own)]));
  const gateOf = (name: string): Gate => buildGate(spec, own + shared, scope.child('gates').child(name));
  const gates = new Map(names.map((name) => [name, gateOf(name)]));
  const sharedGate = last ? undefined : buildGate(spec, own * names.length + shared, scope.child('shared-gate'));
  return {
    experts: common,
    last,
    call(streams, wanted, run) {
      const fromShared = common.map((each) => each.call(streams.shared, run));
      const fromOwn = new Map(
        wanted.map((name) => [name, lookup(private_, name).map((each) => each.call(lookup(streams.own, name), run))]),
      );
      const mixed = wanted.map((name): [string, Tensor] => {
        const all = [...lookup(fromOwn, name), ...fromShared];
        return [name, lookup(gates, name)(lookup(streams.own, name), all, run)];
      });
      const all = [...[...fromOwn.values()].flat(), ...fromShared];
      return { own: new Map(mixed), shared: sharedGate?.(streams.shared, all, run) ?? streams.shared };
    },
  };
}
