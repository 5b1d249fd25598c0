import { add, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { dense } from '../layers/dense.ts';
import type { Built, Layer, Run, Scope, TensorSpec } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { sequential } from '../layers/sequential.ts';
import { stopGradient } from '../layers/stop-gradient.ts';
import { lookup } from '../lookup.ts';
import { sizeOf } from '../size-of.ts';
import { type ArchitectureParts, type BuiltArchitecture, byTask } from './architecture.ts';
import { buildGate, buildSum, expertFeatures, gatedInput } from './gate.ts';

/** Levels of experts, and what their gates mix. */
export interface ExpertLevels {
  /** How many levels there are. */
  readonly levels: number;
  /** Experts of each task, in each level. */
  readonly own: number;
  /** Experts of all tasks, in each level; with 0 there is no shared stream. */
  readonly shared: number;
  /** How the gate of a task reads the experts of other tasks: not at all, or with a gradient, or their values only. */
  readonly others: 'nothing' | 'gradient' | 'values';
  /** Whether own experts are added to what a gate mixes. */
  readonly residual?: boolean;
}

/**
 * Builds levels of experts, and heads above them. In each level every task, and the shared stream below the last one, has experts and a gate that read its own stream;
 * all streams begin with the input. The experts of the first level are encoders, those above are dense layers with ReLU of the same width.
 *
 * @param owner - The architecture, for errors.
 * @param layout - The levels.
 * @param parts - What the architecture is built from.
 * @throws {@link InvalidOptionError} when the input is tokens or several.
 */
export function buildExpertLevels(owner: string, layout: ExpertLevels, parts: ArchitectureParts): BuiltArchitecture {
  const { inputs, tasks, encoder, head, scope } = parts;
  const [input, spec] = gatedInput(owner, inputs);
  const names = tasks.map(({ name }) => name);
  const levelAt = (index: number, place: { readonly spec: TensorSpec; readonly expert: Layer }): Level =>
    buildLevel(scope.child('levels').child(String(index)), {
      ...{ ...layout, ...place, names },
      last: index === layout.levels - 1,
    });
  const first = levelAt(0, { spec, expert: encoder(input) });
  const features = expertFeatures(owner, first.expert);
  const expert = sequential([dense({ units: sizeOf(features) }), relu()]);
  const above = Array.from({ length: layout.levels - 1 }, (_, index) => levelAt(index + 1, { spec: features, expert }));
  const heads = new Map(tasks.map((task) => [task.name, head(task, features)]));
  return {
    call(batch, wanted, run) {
      const x = lookup(batch, input);
      const wantedNames = wanted.map(({ name }) => name);
      let streams: Streams = { shared: x, own: new Map(names.map((name) => [name, x])) };
      // Below the last level all tasks are needed: others mix their experts.
      for (const level of [first, ...above]) streams = level.call(streams, level.last ? wantedNames : names, run);
      return byTask(wanted, ({ name }) => lookup(heads, name).call(lookup(streams.own, name), run));
    },
  };
}

/** What a level reads and gives: the stream of each task, and the shared one. */
interface Streams {
  readonly shared: Tensor;
  readonly own: ReadonlyMap<string, Tensor>;
}

interface LevelOptions extends ExpertLevels {
  readonly names: readonly string[];
  readonly spec: TensorSpec;
  readonly expert: Layer;
  readonly last: boolean;
}

interface Level {
  readonly expert: Built;
  readonly last: boolean;
  readonly call: (streams: Streams, names: readonly string[], run: Run) => Streams;
}

function buildLevel(scope: Scope, options: LevelOptions): Level {
  const { names, spec, expert, last, own, shared, others, residual = false } = options;
  const experts = (place: Scope, count: number): readonly Built[] =>
    Array.from({ length: count }, (_, index) => expert.build(spec, place.child(String(index))));
  const common = experts(scope.child('shared'), shared);
  const private_ = new Map(names.map((name) => [name, experts(scope.child('experts').child(name), own)]));
  const everything = own * names.length + shared;
  const seen = others === 'nothing' ? own + shared : everything;
  const gates = new Map(names.map((name) => [name, buildGate(spec, seen, scope.child('gates').child(name))]));
  const sharedGate = last || shared === 0 ? undefined : buildGate(spec, everything, scope.child('shared-gate'));
  const sums = new Map(
    residual ? names.map((name) => [name, buildSum(own, scope.child('residuals').child(name))]) : [],
  );
  const sharedSum = residual && sharedGate ? buildSum(shared, scope.child('shared-residual')) : undefined;
  const plus = (
    mixed: Tensor,
    sum: ReturnType<typeof buildSum> | undefined,
    mine: readonly Tensor[],
    run: Run,
  ): Tensor => (sum ? add(mixed, sum(mine, run)) : mixed);
  return {
    expert: at([...private_.values()].flat(), 0),
    last,
    call(streams, wanted, run) {
      const fromShared = common.map((each) => each.call(streams.shared, run));
      const fromOwn = new Map(
        (others === 'nothing' ? wanted : names).map((name) => [
          name,
          lookup(private_, name).map((each) => each.call(lookup(streams.own, name), run)),
        ]),
      );
      const readBy = (reader: string, [owner, features]: readonly [string, readonly Tensor[]]): readonly Tensor[] => {
        if (owner === reader || others === 'gradient') return features;
        return others === 'values' ? features.map(stopGradient) : [];
      };
      const mixed = wanted.map((name): [string, Tensor] => {
        const read = [...[...fromOwn].flatMap((each) => readBy(name, each)), ...fromShared];
        const gated = lookup(gates, name)(lookup(streams.own, name), read, run);
        return [name, plus(gated, sums.get(name), lookup(fromOwn, name), run)];
      });
      if (!sharedGate) return { own: new Map(mixed), shared: streams.shared };
      const all = [...[...fromOwn.values()].flat(), ...fromShared];
      const gated = sharedGate(streams.shared, all, run);
      return { own: new Map(mixed), shared: plus(gated, sharedSum, fromShared, run) };
    },
  };
}
