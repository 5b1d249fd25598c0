import { fileURLToPath } from 'node:url';

import { EquipoiseError, sizeOf } from '@equipoise/core';
import { z } from 'zod';

import type { Workload } from '../workloads/workload.ts';
import type { Peer } from './peer.ts';
import { type PythonProcess, startPython } from './python-process.ts';

/** The strategies that PyTorch's side has: they are written in peers/step/strategies.py. */
export const peerStrategies: readonly string[] = ['equal', 'gradnorm', 'pcgrad'];

const machineSchema = z.object({
  python: z.string(),
  torch: z.string(),
  torchThreads: z.number(),
  blas: z.array(z.string()),
  blasBuild: z.string(),
  blasConfig: z.string().optional(),
  blasThreads: z.number().optional(),
});

const blockSchema = z.object({
  milliseconds: z.array(z.number()),
  cpu: z.object({ milliseconds: z.number(), cores: z.number() }),
  parameters: z.number(),
});

/** What PyTorch computes with: versions, the linear algebra that it calls, and how many threads each would use. */
export type PeerMachine = z.infer<typeof machineSchema>;

/** PyTorch in a process of its own. */
export interface PyTorch extends Peer {
  /** What it computes with. */
  readonly machine: PeerMachine;
}

/** A script that answers by PyTorch, and what it computes with. */
export interface PyTorchProcess {
  /** The process. */
  readonly process: PythonProcess;
  /** What it computes with. */
  readonly machine: PeerMachine;
}

/**
 * Starts a script that uses PyTorch, and sees to it that it is one to compare with.
 *
 * @param script - The script among the peers, as `step/peer.py`: it answers `machine`.
 * @param options - An interpreter that has PyTorch, and the threads that it may use.
 * @throws {@link @equipoise/core!EquipoiseError} when it would use another number of threads, or a slow linear algebra.
 */
export async function startPyTorch(
  script: string,
  { python, threads }: { readonly python: string; readonly threads: number },
): Promise<PyTorchProcess> {
  const file = fileURLToPath(new URL(`../../../peers/${script}`, import.meta.url));
  const process = startPython(file, { python, threads });
  try {
    const machine = machineSchema.parse(await process.ask({ machine: { threads } }));
    checkMachine(machine, threads);
    return { process, machine };
  } catch (error) {
    process.stop();
    throw error;
  }
}

/**
 * Starts PyTorch to time steps.
 *
 * @param python - An interpreter that has it.
 * @param threads - Threads that a step may use.
 * @throws {@link @equipoise/core!EquipoiseError} when it would use another number of threads, or a slow linear algebra.
 */
export async function openPyTorch(python: string, threads: number): Promise<PyTorch> {
  const { process, machine } = await startPyTorch('step/peer.py', { python, threads });
  return {
    machine,
    async measure(workload, { strategy, warmUp, steps }) {
      const question = { workload: describedForPeer(workload), strategy, warmUp, steps };
      return blockSchema.parse(await process.ask({ measure: question }));
    },
    stop: () => process.stop(),
  };
}

/**
 * The description of a workload that is sent to PyTorch.
 *
 * @param workload - The workload.
 */
export function describedForPeer({ kind, batch, inputs, tasks, sizes }: Workload): unknown {
  const [input] = Object.values(inputs);
  const described = tasks.map((task) => ({ kind: task.kind.name, outputs: sizeOf(task.kind.outputs) }));
  return { kind, batch, input, sizes, tasks: described };
}

function checkMachine({ torchThreads, blas, blasBuild, blasThreads }: PeerMachine, threads: number): void {
  if (torchThreads !== threads || (blasThreads ?? threads) !== threads) {
    throw new EquipoiseError(
      `--peer pytorch: ${threads} threads were asked for, PyTorch uses ${torchThreads} and its BLAS ${blasThreads ?? '–'}.`,
    );
  }
  if (blasBuild === 'generic' && blasThreads === undefined) {
    throw new EquipoiseError(
      `--peer pytorch: PyTorch would compute with a slow reference BLAS (${blas.join(', ') || 'none is loaded'}), which is ` +
        'nothing to compare with; apt-get install libopenblas0-pthread.',
    );
  }
}
