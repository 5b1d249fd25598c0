import { join } from 'node:path';

import { InvalidOptionError, writeAtomic } from '@equipoise/core';
import { splitStrategies, strategies as registry } from '@equipoise/weighting';

import { outcomeTable } from '../bench/trajectories/outcome-table.ts';
import { trajectoriesHtml } from '../bench/trajectories/page.ts';
import type { Problem } from '../bench/trajectories/problem.ts';
import { problems } from '../bench/trajectories/registry.ts';
import { findPaths, type PathOptions, type ProblemPaths } from '../bench/trajectories/study.ts';
import { settingText } from '../bench/trajectories/captions.ts';
import { renderTable } from '../terminal/table.ts';
import { terminalWidth } from '../terminal/width.ts';
import { makeFolder, requireWritable } from './results-folder.ts';

/** What `equipoise bench trajectories` is given, after commander has checked each option by itself. */
export interface BenchTrajectoriesArguments {
  /** Problems with commas between, or `all`. */
  readonly problem: string;
  /** Strategies with commas between, or `all`; those of each problem when left out. */
  readonly strategies?: string;
  /** Steps of a trajectory. */
  readonly steps?: number;
  /** Trajectories from each start, beside each other by a hair. */
  readonly spread: number;
  /** Where the page goes. */
  readonly out?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench trajectories` is asked: follows, writes and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such problem or strategy.
 */
export async function runBenchTrajectories(args: BenchTrajectoriesArguments): Promise<void> {
  const { problem, strategies, steps, spread, out, json } = args;
  if (out !== undefined) requireWritable(out);
  const options: PathOptions = {
    ...(strategies === undefined ? {} : { strategies: readStrategies(strategies) }),
    ...(steps === undefined ? {} : { steps }),
    spread,
  };
  const width = terminalWidth(process.stdout);
  const studies = readProblems(problem).map((chosen) => {
    const study = findPaths(chosen, options);
    if (!json) process.stdout.write(`${studyText(study, width)}\n\n`); // The toys take a while.
    return study;
  });
  if (json) process.stdout.write(`${JSON.stringify({ problems: studies.map(summary) }, null, 2)}\n`);
  if (out === undefined) return;
  makeFolder(out);
  const page = join(out, 'trajectories.html');
  writeAtomic(page, await trajectoriesHtml(studies));
  if (!json) process.stdout.write(`Open the charts: ${page}\n`);
}

function studyText(study: ProblemPaths, width: number): string {
  const { problem, steps, paths } = study;
  const refusals = paths.flatMap(({ refusal }) => refusal ?? []).map((sentence) => `\n${sentence}`);
  const table = renderTable(outcomeTable(study), width);
  return `${problem.title}\n${settingText(problem, steps)}\n\n${table}${refusals.join('')}`;
}

function readProblems(list: string): readonly Problem[] {
  if (list === 'all') return problems;
  const known = problems.map(({ name }) => name);
  return list.split(',').map((name) => {
    const found = problems.find((problem) => problem.name === name.trim());
    if (!found) {
      throw new InvalidOptionError('bench trajectories', 'problem', `all, or of ${known.join(', ')}`, name.trim());
    }
    return found;
  });
}

function readStrategies(list: string): readonly string[] {
  if (list === 'all') return Object.keys(registry);
  const names = splitStrategies(list);
  if (names.length === 0) {
    throw new InvalidOptionError('bench trajectories', 'strategies', 'at least one strategy', list);
  }
  return names;
}

/** All that was found, without the places on the way. */
function summary({ problem, steps, paths }: ProblemPaths): object {
  const { name, optimizer, learningRate } = problem;
  return {
    name,
    optimizer,
    learningRate,
    steps,
    strategies: paths.map(({ strategy, trajectories, arrivals, refusal }) => ({
      strategy,
      ...(refusal === undefined ? {} : { refusal }),
      trajectories: trajectories.map(({ start, end, losses, reachedAt, distance, statuses }, index) => ({
        start,
        end,
        losses,
        reachedAt,
        arrivals: arrivals[index],
        distance,
        statuses,
      })),
    })),
  };
}
