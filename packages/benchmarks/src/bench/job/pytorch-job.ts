import { type Dataset, EquipoiseError, parsePart, sizeOf } from '@equipoise/core';
import { z } from 'zod';

import { mainMetric, type Study } from '../../study/study.ts';
import type { TrialConfig } from '../../trials/trial-config.ts';
import { startPyTorch } from '../peer/pytorch.ts';
import type { SplitFiles } from './write-splits.ts';

/** One trial for the peer: what it is asked. */
export type PeerTrial = Readonly<Record<'input' | 'tasks' | 'splits' | 'setting' | 'seed' | 'strategy', unknown>>;

const answerSchema = z.record(z.string(), z.number());

/** The test metric of each task. */
export type PeerAnswer = z.infer<typeof answerSchema>;

/** The metrics that the peer knows. */
const known = ['accuracy', 'auc', 'rmse'];

/**
 * A trial as it is sent to PyTorch.
 *
 * @param config - The trial.
 * @param study - The study that it is of.
 * @param data - Its data, and the files that they were written to.
 * @throws {@link @equipoise/core!EquipoiseError} when the peer has no such metric.
 */
export function peerTrial(
  config: TrialConfig,
  study: Study,
  { dataset, splits }: { readonly dataset: Dataset; readonly splits: Readonly<Record<string, SplitFiles>> },
): PeerTrial {
  const { encoder, epochs, batchSize, learningRate, seed, strategy } = config;
  const [input] = Object.values(dataset.inputs);
  const tasks = config.tasks.map((name) => {
    const task = dataset.tasks.find((own) => own.name === name);
    const metric = study.tasks.flatMap((own) => (own.name === name ? [mainMetric(own).name] : []))[0] ?? '';
    if (!task || !known.includes(metric)) {
      throw new EquipoiseError(`bench job: PyTorch's side knows ${known.join(', ')}, and ${name} has ${metric}.`);
    }
    const { deviation } = task.kind.scales?.[0] ?? { deviation: 1 };
    return { name, kind: task.kind.name, outputs: sizeOf(task.kind.outputs), metric, deviation };
  });
  const { name, options } = parsePart(strategy);
  const setting = { encoder, epochs, batchSize, learningRate };
  return { input, tasks, splits, setting, seed, strategy: { name, options } };
}

/**
 * Makes trials in PyTorch, in processes of their own, each trial by the process that is free first.
 *
 * @param trials - The trials.
 * @param options - An interpreter that has PyTorch, how many processes, and who hears of each trial.
 * @returns The answers, in the order of the trials.
 * @throws {@link @equipoise/core!EquipoiseError} when PyTorch is none to compare with, or a process ends.
 */
export async function pytorchJob(
  trials: readonly PeerTrial[],
  options: { readonly python: string; readonly processes: number; readonly onTrial: () => void },
): Promise<readonly PeerAnswer[]> {
  const { python, processes, onTrial } = options;
  const answers: PeerAnswer[] = [];
  const waiting = [...trials.entries()];
  const work = async (): Promise<void> => {
    const { process } = await startPyTorch('job/peer.py', { python, threads: 1 });
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, trial] = next;
        answers[index] = answerSchema.parse(await process.ask({ train: trial }));
        onTrial();
      }
    } finally {
      process.stop();
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return answers;
}
