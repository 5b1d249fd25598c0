import { lowerSubgraph } from '../codegen/lower.ts';
import type { Partition } from '../graph/partition.ts';
import { toNchwc } from '../nchwc/to-nchwc.ts';
import { observePasses, type PassObserver, planProgram } from '../passes.ts';
import { type Trace, trace } from '../trace/trace.ts';
import { printLaunches, printPartitions, printTrace, printUpdates } from './print-graph.ts';

/** The graph after one pass, as text. */
export interface PassDump {
  /** The pass: trace, batch-fusion, update-fusion, partition, nchwc or codegen. */
  readonly pass: string;
  /** The graph. */
  readonly text: string;
}

/**
 * Traces a function and prints the graph after each pass of the compiler, without running it.
 *
 * @param fn - The function.
 * @param args - Its arguments; of tensors only the shapes and types matter.
 * @param block - The block size of the NCHWc layout, which is otherwise that of the CPU.
 */
export function dumpPasses(
  fn: (...args: never[]) => unknown,
  args: readonly unknown[],
  block: number,
): readonly PassDump[] {
  const recorded = trace(fn, args);
  const dumps: PassDump[] = [];
  planProgram(recorded, dumpInto(dumps, recorded, block));
  return dumps;
}

/**
 * Prints the graphs of all functions that are compiled from now on.
 *
 * @param block - The block size of the NCHWc layout.
 * @returns The dumps, to which those of each function are added.
 */
export function collectDumps(block: number): readonly PassDump[] {
  const dumps: PassDump[] = [];
  observePasses((recorded) => dumpInto(dumps, recorded, block));
  return dumps;
}

function dumpInto(dumps: PassDump[], recorded: Trace, block: number): PassObserver {
  const dump = (pass: string, text: string): void => void dumps.push({ pass, text });
  dump('trace', printTrace(recorded));
  return {
    onBatchFusion: (rewritten) => {
      dump('batch-fusion', printTrace(rewritten));
    },
    onUpdateFusion: ({ updates }) => {
      dump('update-fusion', printUpdates(updates));
    },
    onPartition: (partitions) => {
      dump('partition', printPartitions(partitions));
      const blocked = partitions.map((partition): Partition => ({ ...partition, ...toNchwc(partition, block) }));
      dump('nchwc', printPartitions(blocked));
      dump('codegen', partitions.map(printKernels).join('\n'));
    },
  };
}

function printKernels(partition: Partition, index: number): string {
  const launches = lowerSubgraph(partition);
  const text = 'beyond' in launches ? `left to ONNX Runtime: ${launches.beyond}` : printLaunches(launches);
  return `partition ${index + 1}\n${text}`;
}
