import { InvalidOptionError } from '@equipoise/core';

import { findPython } from '../bench/peer/find-python.ts';
import { nativePeer } from '../bench/peer/native.ts';
import { openPyTorch, peerStrategies } from '../bench/peer/pytorch.ts';
import { measureStep, type StepOptions } from '../bench/step.ts';
import type { StepRow } from '../bench/step-row.ts';
import { stepText } from '../bench/step-text.ts';
import { workloadNames } from '../bench/workloads/names.ts';
import { workloadOf } from '../bench/workloads/registry.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';
import { strategiesOf } from './strategies-of.ts';

const owner = 'bench step';

/** What `equipoise bench step` is given, after commander has checked each option by itself. */
export interface BenchStepArguments extends Omit<StepOptions, 'strategy' | 'peer' | 'onRound'> {
  /** Workloads with commas between, or `all`. */
  readonly workload: string;
  /** Strategies with commas between, or `all`. */
  readonly strategies: string;
  /** Another number of tasks. */
  readonly tasks?: number;
  /** What is measured beside. */
  readonly peer?: 'pytorch' | 'native';
  /** The Python that has PyTorch. */
  readonly python?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench step` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runBenchStep(args: BenchStepArguments): Promise<void> {
  const names = args.workload === 'all' ? workloadNames : args.workload.split(',').map((name) => name.trim());
  const workloads = names.map((name) => workloadOf(owner, name, args.tasks));
  const strategies = strategiesOf(owner, args.strategies);
  checkPeer(args, strategies);
  const pytorch = args.peer === 'pytorch' ? await openPyTorch(findPython(args.python), args.threads) : undefined;
  const peer = args.peer === 'native' ? nativePeer : pytorch;
  const progress = benchProgress(workloads.length * strategies.length * (args.rounds + 1));
  const { engine, threads, steps, warmUp, rounds } = args;
  const counted = steps === undefined ? {} : { steps };
  const options = {
    engine,
    threads,
    ...counted,
    warmUp,
    rounds,
    onRound: () => progress.next(),
    ...(peer ? { peer } : {}),
  };
  const rows: StepRow[] = [];
  try {
    for (const workload of workloads) {
      for (const strategy of strategies) rows.push(await measureStep(workload, { ...options, strategy }));
    }
  } finally {
    progress.clear();
    peer?.stop();
  }
  printBench(rows, { text: stepText, json: args.json === true, machine: pytorch ? { peer: pytorch.machine } : {} });
}

/** What makes no sense beside the peer, or without it. */
function checkPeer({ peer, python }: BenchStepArguments, strategies: readonly string[]): void {
  const stranger = strategies.find((strategy) => !peerStrategies.includes(strategy));
  if (peer === 'pytorch' && stranger !== undefined) {
    const known = peerStrategies.join(', ');
    throw new InvalidOptionError(owner, 'strategies', `one of ${known} with --peer ${peer}`, stranger);
  }
  if (peer !== 'pytorch' && python !== undefined) {
    throw new InvalidOptionError(owner, 'python', 'left out without --peer pytorch', python);
  }
}
