import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EquipoiseError } from '@equipoise/core';

import { compare } from '../../compare.ts';
import { mean, median } from '../../statistics/summary.ts';
import type { StudyReport } from '../../study/study-report.ts';
import { testMetric } from '../../study/study-results.ts';
import { trialsOf } from '../../study/slots.ts';
import { mainMetric, type Study } from '../../study/study.ts';
import { loadDataset } from '../../trials/load-dataset.ts';
import { openPool } from '../../trials/pool.ts';
import { openStore } from '../../trials/store.ts';
import type { TrialConfig } from '../../trials/trial-config.ts';
import type { JobRow, JobTask } from './job-row.ts';
import { type PeerAnswer, peerTrial, pytorchJob } from './pytorch-job.ts';
import { type SplitFiles, writeSplits } from './write-splits.ts';

/** How jobs are measured. */
export interface JobOptions {
  /** An interpreter that has PyTorch. */
  readonly python: string;
  /** Processes of each side. */
  readonly processes: number;
  /** How often each side makes the whole job, in turns. */
  readonly rounds: number;
  /** Called after each trial of either side. */
  readonly onTrial: () => void;
}

/**
 * Makes all trials of a study here and in PyTorch, in turns. Each side starts its processes, reads its data, trains, looks at the validation split after
 * every epoch and tests the best one; ours also keeps its results on disk. The splits are written for PyTorch before the clock runs.
 *
 * @param study - The study; nothing in it is searched.
 * @param options - How.
 * @throws {@link @equipoise/core!EquipoiseError} when PyTorch is none to compare with.
 */
export async function measureJob(study: Study, options: JobOptions): Promise<JobRow> {
  const { rounds, python, processes, onTrial } = options;
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-job-'));
  try {
    const configs = trialsOf(study);
    const trials = await peerTrials(study, configs, folder);
    const [ours, peer]: [number[], number[]] = [[], []];
    let found: { readonly report: StudyReport; readonly answers: readonly PeerAnswer[] } | undefined;
    for (let round = 0; round < rounds; round += 1) {
      const [report, own] = await timed(() => ourJob(study, { ...options, out: join(folder, `round-${round}`) }));
      const [answers, theirs] = await timed(() => pytorchJob(trials, { python, processes, onTrial }));
      ours.push(own);
      peer.push(theirs);
      found = { report, answers };
    }
    const tasks = found ? tasksOf(study, { ...found, configs }) : [];
    const ratio = median(ours.map((seconds, round) => seconds / (peer[round] ?? Number.NaN)));
    return { dataset: study.dataset, trials: configs.length, ours, peer, ratio, tasks };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function peerTrials(study: Study, configs: readonly TrialConfig[], folder: string) {
  const data = new Map<
    number,
    { dataset: Awaited<ReturnType<typeof loadDataset>>; splits: Readonly<Record<string, SplitFiles>> }
  >();
  for (const config of configs) {
    if (data.has(config.seed)) continue;
    const dataset = await loadDataset(config);
    data.set(config.seed, { dataset, splits: writeSplits(dataset, join(folder, `seed-${config.seed}`)) });
  }
  return configs.flatMap((config) => {
    const own = data.get(config.seed);
    return own ? [peerTrial(config, study, own)] : [];
  });
}

async function ourJob(
  study: Study,
  { processes, onTrial, out }: JobOptions & { readonly out: string },
): Promise<StudyReport> {
  const pool = openPool(processes);
  try {
    const [report] = await compare({
      studies: [study],
      store: openStore(out, () => undefined),
      execute: pool.execute,
      sideBySide: processes,
      onEvent: ({ kind }) => {
        if (kind === 'done') onTrial();
      },
    });
    if (!report) throw new EquipoiseError(`bench job: ${study.dataset} has no result.`);
    return report;
  } finally {
    await pool.stop();
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const started = performance.now();
  const result = await work();
  return [result, (performance.now() - started) / 1000];
}

interface Found {
  readonly report: StudyReport;
  readonly answers: readonly PeerAnswer[];
  readonly configs: readonly TrialConfig[];
}

/** What both sides reached with equal weights. */
function tasksOf({ tasks, arms }: Study, { report, answers, configs }: Found): readonly JobTask[] {
  const equal = arms.find(({ strategy }) => strategy === 'equal');
  if (!equal) return [];
  const own = answers.filter((_, index) => {
    const config = configs[index];
    return config?.strategy === 'equal' && config.tasks.length === tasks.length;
  });
  return tasks.map((task) => {
    const metric = mainMetric(task).name;
    return {
      task: task.name,
      metric,
      ours: mean(testMetric(report.results.of(equal), { task: task.name, metric })),
      peer: mean(own.map((answer) => answer[task.name] ?? Number.NaN)),
    };
  });
}
