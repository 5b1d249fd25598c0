import { EquipoiseError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import type { OwnBlock } from '../../src/bench/measure-steps.ts';
import { openPyTorch } from '../../src/bench/peer/pytorch.ts';
import { measureStep } from '../../src/bench/step.ts';
import { type StepRow, stepRow } from '../../src/bench/step-row.ts';
import { stepText } from '../../src/bench/step-text.ts';
import { workloadNames } from '../../src/bench/workloads/names.ts';
import { workloadOf } from '../../src/bench/workloads/registry.ts';
import { python, reason } from '../support/pytorch.ts';

const brief = { engine: 'auto', threads: 1, steps: 3, warmUp: 2, rounds: 2 } as const;
const small = workloadOf('test', 'mlp-small');

describe('measureStep', () => {
  it.each(workloadNames)('times %s', async (name) => {
    const workload = { ...workloadOf('test', name), batch: 4 };
    let rounds = 0;
    const options = { ...brief, strategy: 'uncertainty', onRound: () => (rounds += 1) };
    const row = await measureStep(workload, options);
    expect(row).toMatchObject({ workload: name, strategy: 'uncertainty', peerMs: null, ratio: null });
    expect([row.steps, row.tasks, row.rounds.length, rounds]).toEqual([3, workload.tasks.length, 2, 1 + 2]);
    expect(row.fastest.ms).toBeGreaterThan(0);
  });

  it('takes the steps of one second, at most 400', async () => {
    const options = { engine: 'auto', threads: 1, warmUp: 2, rounds: 1, strategy: 'equal' } as const;
    const { steps } = await measureStep({ ...small, batch: 4 }, options);
    expect(steps).toBe(400); // A step of four examples takes far less than 2.5 ms.
  });

  it.skipIf(python === undefined)(`refuses to compare with another model${reason}`, async () => {
    const peer = await openPyTorch(python ?? '', 1);
    const many = workloadOf('test', 'mlp-many');
    const another = {
      ...peer,
      measure: (_: unknown, block: Parameters<typeof peer.measure>[1]) => peer.measure(many, block),
    };
    const measured = measureStep(small, { ...brief, strategy: 'equal', peer: another });
    const error = await measured.catch((thrown: unknown) => thrown);
    peer.stop();
    expect(error).toBeInstanceOf(EquipoiseError);
    // 64·128 + 128 + 128·128 + 128 shared, and 128·64 + 64 + 64 + 1 for each of 2 tasks, or of 8.
    expect(String(error)).toMatch(
      /mlp-small: the peer must train the same model of 41474 parameters, it trains 91400\./,
    );
  });
});

describe('stepRow', () => {
  const block = (...milliseconds: readonly number[]): OwnBlock => {
    const [first = 0] = milliseconds;
    const cpu = { milliseconds: 2 * first, cores: 1 };
    return { milliseconds, cpu, parameters: 7, compileMs: 10 * first, betweenMs: first / 4, engine: 'wasm' };
  };
  const ours = [block(1, 2, 9), block(4, 3, 50), block(10, 5, 6)]; // Medians 2, 4 and 6; means 4, 19 and 7.

  it('takes the median over the rounds', () => {
    const row = stepRow(small, { strategy: 'equal', threads: 1, ours, theirs: [] });
    expect(row).toMatchObject({ workload: 'mlp-small', engine: 'wasm', tasks: 2, parameters: 7, compileMs: 40 });
    expect([row.betweenMs, row.inputShare]).toEqual([1, 1 / 5]); // Medians 1 and 4.
    expect([row.ms, row.mean.ms, row.fastest.ms, row.cpu.ms, row.cores.ours]).toEqual([4, 7, 1, 8, 1]);
    expect([row.peerMs, row.ratio, row.mean.peerMs, row.fastest.peerMs, row.cores.peer]).toEqual(
      new Array(5).fill(null),
    );
    expect(row.rounds.map(({ ms }) => ms)).toEqual([2, 4, 6]);
  });

  it('compares round by round, and the medians with each other', () => {
    const theirs = [block(4), block(16), block(8)];
    const row = stepRow(small, { strategy: 'equal', threads: 1, ours, theirs });
    expect([row.peerMs, row.ratio]).toEqual([8, 4 / 8]);
    expect(row.rounds.map(({ ratio }) => ratio)).toEqual([2 / 4, 4 / 16, 6 / 8]);
  });
});

describe('stepText', () => {
  const row: StepRow = {
    workload: 'mlp-small',
    strategy: 'equal',
    engine: 'native',
    threads: 1,
    steps: 60,
    tasks: 2,
    parameters: 1,
    ms: 0.456,
    peerMs: 0.912,
    ratio: 0.5,
    compileMs: 20.6,
    betweenMs: 0.05,
    inputShare: 0.1,
    mean: { ms: 0.5, peerMs: 1 },
    rounds: [0.4, 0.52, 0.5].map((ratio) => ({ ms: 1, peerMs: 1, ratio })),
    fastest: { ms: 0.4, peerMs: 0.8 },
    cpu: { ms: 1, peerMs: 1 },
    cores: { ours: 1.1, peer: 0.99 },
  };

  it('is a table, the peer beside ours', () => {
    expect(stepText([row], 100).split('\n').slice(0, 2)).toEqual([
      'workload   tasks  strategy  engine    ms  mean  compile  input  peer  mean  ratio     rounds',
      'mlp-small      2     equal  native  0.46  0.50       21   10 %  0.91  1.00   0.50  0.40–0.52',
    ]);
  });

  it('marks the times that another process disturbed', () => {
    const disturbed = { ...row, workload: 'lenet', cores: { ours: 0.7, peer: 1 } };
    expect(stepText([row], 100)).not.toMatch(/trust/);
    expect(stepText([row, disturbed], 100)).toMatch(/Do not trust the times of lenet with equal: another process/);
  });
});
