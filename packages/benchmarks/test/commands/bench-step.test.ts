import { EquipoiseError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { endingOf } from '../../src/commands/exit-code.ts';
import { type BenchStepArguments, runBenchStep } from '../../src/commands/run-bench-step.ts';
import { equipoise } from '../support/equipoise.ts';
import { python, reason } from '../support/pytorch.ts';

const both = z.object({ ms: z.number().positive(), peerMs: z.number().positive().nullable() });
const answer = z.strictObject({
  machine: z.object({ cpu: z.string(), node: z.string(), peer: z.object({ torchThreads: z.number() }).optional() }),
  rows: z.array(
    z.strictObject({
      workload: z.string(),
      strategy: z.string(),
      engine: z.enum(['native', 'wasm']),
      threads: z.number(),
      steps: z.literal(6),
      tasks: z.number(),
      parameters: z.number(),
      ...both.shape,
      ratio: z.number().positive().nullable(),
      compileMs: z.number(),
      betweenMs: z.number().positive(),
      inputShare: z.number().positive().max(1),
      rounds: z.array(both.extend({ ratio: z.number().nullable() })),
      mean: both,
      fastest: both,
      cpu: both,
      cores: z.object({ ours: z.number(), peer: z.number().nullable() }),
    }),
  ),
});

const brief = ['--steps', '6', '--warm-up', '2', '--rounds', '2'];

async function measured(...args: readonly string[]): Promise<z.infer<typeof answer>> {
  const { code, stdout } = await equipoise('bench', 'step', ...args, '--json');
  expect(code).toBe(0);
  return answer.parse(JSON.parse(stdout));
}

describe('equipoise bench step', () => {
  it('prints one object with a row for each workload and strategy, on the engine it is told', async () => {
    const workloads = ['--workload', 'mlp-small,mlp-many', '--tasks', '5', '--engine', 'wasm'];
    const { rows } = await measured(...workloads, '--strategies', 'equal,upgrad', ...brief);
    const found = rows.map(({ workload, strategy, tasks, engine, threads }) => [
      workload,
      strategy,
      tasks,
      engine,
      threads,
    ]);
    expect(found).toEqual([
      ['mlp-small', 'equal', 5, 'wasm', 1],
      ['mlp-small', 'upgrad', 5, 'wasm', 1],
      ['mlp-many', 'equal', 5, 'wasm', 1],
      ['mlp-many', 'upgrad', 5, 'wasm', 1],
    ]);
    for (const { ms, peerMs, ratio, rounds, fastest, parameters } of rows) {
      expect([peerMs, ratio, rounds.length]).toEqual([null, null, 2]);
      expect(fastest.ms).toBeLessThanOrEqual(ms);
      // 64·128 + 128 + 128·128 + 128 shared, and 128·64 + 64 + 64 + 1 for each task.
      expect(parameters).toBe(24832 + 5 * 8321);
    }
  });

  it.skipIf(python === undefined)(`measures PyTorch beside it${reason}`, async () => {
    const { rows, machine } = await measured('--peer', 'pytorch', '--strategies', 'equal,gradnorm,pcgrad', ...brief);
    expect(machine.peer?.torchThreads).toBe(1);
    expect(rows.map(({ strategy }) => strategy)).toEqual(['equal', 'gradnorm', 'pcgrad']);
    for (const { ms, peerMs, ratio } of rows) expect(ratio).toBeCloseTo(ms / (peerMs ?? Number.NaN), 12);
  });

  it('measures the native engine beside another one', async () => {
    const { rows } = await measured('--engine', 'wasm', '--peer', 'native', '--strategies', 'upgrad', ...brief);
    expect(rows.map(({ engine, strategy }) => [engine, strategy])).toEqual([['wasm', 'upgrad']]);
    for (const { ms, peerMs, ratio } of rows) expect(ratio).toBeCloseTo(ms / (peerMs ?? Number.NaN), 12);
  });

  it('prints a table without --json, and explains its columns', async () => {
    const { code, stdout } = await equipoise('bench', 'step', '--strategies', 'equal', ...brief);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^workload +tasks +strategy +engine +ms +mean +compile +input\nmlp-small +2 +equal +(native|wasm) /,
    );
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a workload that is none', ['--workload', 'mlp-smal'], /`workload` .*did you mean mlp-small\?/],
    ['an engine that is none', ['--engine', 'gpu'], /--engine.*gpu.*native/],
    ['no steps', ['--steps', '0'], /--steps.*0.*at least 1/],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const { code, stdout, stderr } = await equipoise('bench', 'step', ...args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each<[string, Partial<BenchStepArguments>, RegExp]>([
    ['a strategy that is none', { strategies: 'equal,equel' }, /did you mean equal\?/],
    ['no strategy', { strategies: ',' }, /`strategies` must be at least one strategy/],
    ['tasks for a workload that has its own', { workload: 'lenet', tasks: 3 }, /`tasks` .*lenet, which has 2/],
    ['a strategy without a peer', { strategies: 'upgrad', peer: 'pytorch' }, /equal, gradnorm, pcgrad.*"upgrad"/],
    [
      'options of a strategy with a peer',
      { strategies: 'gradnorm(alpha=1)', peer: 'pytorch' },
      /"gradnorm\(alpha=1\)"/,
    ],
    ['a Python that is none', { peer: 'pytorch', python: '/no/python' }, /import torch.*\/no\/python.*--python/],
    ['a Python without a peer', { python: '/usr/bin/python3' }, /`python` must be left out without --peer/],
  ])('refuses %s before anything is measured', async (_, args, sentence) => {
    const usual = { workload: 'mlp-small', strategies: 'equal', engine: 'auto', threads: 1 } as const;
    const refused = runBenchStep({ ...usual, steps: 1, warmUp: 1, rounds: 1, ...args });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EquipoiseError);
    expect(endingOf(error)).toEqual({ code: 2, text: expect.stringMatching(sentence) });
  });
});
