import type { RecordedGraph } from './graph.ts';
import type { Value } from './value.ts';

/**
 * The values that depend on the result of the last host callback; without callbacks, all that are computed.
 *
 * @param graph - The graph.
 */
export function callbackDependents({ nodes, hostCallbacks }: RecordedGraph): ReadonlySet<Value> {
  const result = hostCallbacks.at(-1)?.output;
  const dependents = new Set<Value>();
  for (const { inputs, outputs } of nodes) {
    if (result && !inputs.some((input) => input && (input === result || dependents.has(input)))) continue;
    for (const output of outputs) dependents.add(output);
  }
  return dependents;
}
