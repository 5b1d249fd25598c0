import { at } from '../at.ts';
import type { Scope, TensorSpec } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import { type ArchitectureParts, type BuiltArchitecture, byTask } from './architecture.ts';
import { expertFeatures, type Gate, gatedInput } from './gate.ts';

/** Experts that all tasks share. */
export interface Mixture {
  /** How many there are. */
  readonly experts: number;
  /**
   * Declares the gate of a task.
   *
   * @param spec - What one example of the input is.
   * @param scope - Where its weights are declared.
   */
  readonly gate: (spec: TensorSpec, scope: Scope) => Gate;
}

/**
 * Builds experts that all tasks share, a gate for each task that mixes their features, and heads above them.
 *
 * @param owner - The architecture, for errors.
 * @param mixture - Experts and gates.
 * @param parts - What the architecture is built from.
 * @throws {@link InvalidOptionError} when the input is tokens or several.
 */
export function buildMixture(owner: string, mixture: Mixture, parts: ArchitectureParts): BuiltArchitecture {
  const { inputs, tasks, encoder, head, scope } = parts;
  const [input, spec] = gatedInput(owner, inputs);
  const built = Array.from({ length: mixture.experts }, (_, index) =>
    encoder(input).build(spec, scope.child('experts').child(String(index))),
  );
  const features = expertFeatures(owner, at(built, 0));
  const gates = new Map(tasks.map(({ name }) => [name, mixture.gate(spec, scope.child('gates').child(name))]));
  const heads = new Map(tasks.map((task) => [task.name, head(task, features)]));
  return {
    call(batch, wanted, run) {
      const x = lookup(batch, input);
      const found = built.map((expert) => expert.call(x, run));
      return byTask(wanted, ({ name }) => lookup(heads, name).call(lookup(gates, name)(x, found, run), run));
    },
  };
}
