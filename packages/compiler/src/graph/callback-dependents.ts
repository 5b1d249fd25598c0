import type { RecordedGraph } from './graph.ts';
import type { Value } from './value.ts';

/**
 * The values that are computed from the host's last answer; without calls to the host, all that are computed.
 *
 * @param graph - The graph.
 */
export function lateValues({ nodes, hostCalls }: RecordedGraph): ReadonlySet<Value> {
  const answer = hostCalls.at(-1)?.output;
  const late = new Set<Value>();
  for (const { inputs, outputs } of nodes) {
    if (answer && !inputs.some((input) => input && (input === answer || late.has(input)))) continue;
    for (const output of outputs) late.add(output);
  }
  return late;
}
