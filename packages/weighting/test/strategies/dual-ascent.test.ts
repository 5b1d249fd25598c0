import { BalancerRun, type Checkpoint, fit, type FitOptions, type RunSettings } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { parseStrategy } from '../../src/parse.ts';
import { dualAscent, type DualAscentOptions } from '../../src/strategies/dual-ascent.ts';
import { equal } from '../../src/strategies/equal.ts';
import { near } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { oneNumber } from '../support/two-directions.ts';

const settings: RunSettings = {
  seed: 0,
  tasks: [
    { name: 'churn', metrics: [{ name: 'auc', mode: 'max', range: [0, 1] }, { name: 'log-loss', mode: 'min', range: [0, Infinity] }] }, // prettier-ignore
    { name: 'spend', metrics: [{ name: 'rmse', mode: 'min', range: [0, Infinity] }, { name: 'r2', mode: 'max', range: [-Infinity, 1] }] }, // prettier-ignore
    { name: 'plan.b', metrics: [{ name: 'accuracy', mode: 'max', range: [0, 1] }] },
  ],
};

function runOf(options: DualAscentOptions): BalancerRun {
  return new BalancerRun(dualAscent(options), 3, undefined, settings);
}

const good = { churn: { auc: 1, 'log-loss': 0 }, spend: { rmse: 0, r2: 1 }, plan: { accuracy: 1 } };

/** The metrics of the three tasks, perfect but for these. */
function metrics(worse: { readonly [Task in keyof typeof good]?: Readonly<Record<string, number>> }) {
  return (['churn', 'spend', 'plan'] as const).map((task) => ({ ...good[task], ...worse[task] }));
}

describeBalancer(() => dualAscent());

describe('dual-ascent', () => {
  it('matches the formula on a worked example', () => {
    const run = runOf({ floors: ['churn.auc >= 0.8', 'spend <= 100'], stepSize: 10 });
    expect(run.weigh({})).toEqual([1, 1, 1]);
    // auc 0.6: g = 0.25, λ = 2.5. rmse 110: g = 0.1, λ = 1. u = [3.5, 2, 1], K/Σu = 3/6.5.
    expect(run.afterValidation(metrics({ churn: { auc: 0.6 }, spend: { rmse: 110 } }))).toBeCloseTo(0.35, 12);
    expect(run.weigh({})).toEqual(near([3.5, 2, 1].map((u) => (3 * u) / 6.5)));
    // auc 0.84: g = −0.05, λ = 2. rmse 50: g = −0.5, λ = max(0, 1 − 5). Both hold.
    expect(run.afterValidation(metrics({ churn: { auc: 0.84 }, spend: { rmse: 50 } }))).toBe(0);
    expect(run.weigh({})).toEqual(near([3, 1, 1].map((u) => (3 * u) / 5)));
    expect(run.weigh({ tasks: [0, 2] })).toEqual(near([1.5, 0, 0.5])); // The tasks of a batch share its weight.
  });

  it('adds up the floors of one task', () => {
    const run = runOf({ floors: ['churn >= 0.8', 'churn.log-loss <= 0.5'], stepSize: 10 });
    run.afterValidation(metrics({ churn: { auc: 0.72, 'log-loss': 0.6 } }));
    expect(run.weigh({})).toEqual(near([4, 1, 1].map((u) => (3 * u) / 6))); // λ = 1 and 2.
  });

  it('counts a miss as 100 % at most, and keeps a multiplier below its limit', () => {
    const run = runOf({ floors: ['spend.rmse <= 1'], stepSize: 10, limit: 15 });
    expect(run.afterValidation(metrics({ spend: { rmse: 1e6 } }))).toBe(1e6 - 1);
    expect(run.state).toMatchObject({ floors: [{ multiplier: 10 }] });
    run.afterValidation(metrics({ spend: { rmse: 1e6 } }));
    expect(run.state).toMatchObject({ floors: [{ multiplier: 15 }] });
  });

  it('measures the miss of a floor of 0 in the unit of the metric', () => {
    expect(runOf({ floors: ['spend.r2 >= 0'] }).afterValidation(metrics({ spend: { r2: -0.5 } }))).toBe(0.5);
  });

  it('takes the whole text before the sign as a task where there is one of that name', () => {
    const run = runOf({ floors: ['plan.b >= 0.9', 'plan.b.accuracy>=0.8'] });
    expect(run.state).toMatchObject({
      floors: [
        { task: 2, metric: 'accuracy', value: 0.9 },
        { task: 2, value: 0.8 },
      ],
    });
  });

  it.each([
    ['chrn.auc >= 0.8', 'of a task, one of churn, spend, plan.b (did you mean churn?)'],
    ['churn.au >= 0.8', 'of a metric of churn, one of auc, log-loss (did you mean auc?)'],
    ['churn.auc <= 0.8', 'written with >=, as more auc is better'],
    ['spend.rmse >= 10', 'written with <=, as less rmse is better'],
    ['churn.auc >= 85', 'from 0 to 1 for auc'],
    ['spend.rmse <= -1', 'at least 0 for rmse'],
    ['spend.r2 >= 1.5', 'at most 1 for r2'],
  ])('refuses %s when the run starts', (floor, expected) => {
    expect(() => runOf({ floors: [floor] })).toThrow(
      `dual-ascent: option \`floors\` must be ${expected}, received "${floor}".`,
    );
  });

  it('refuses what is no floor, steps and limits out of range, and a run without names', () => {
    for (const floor of ['churn', 'churn.auc', '>= 1', 'churn >= high', 0.8]) {
      expect(() => dualAscent({ floors: [floor as string] })).toThrow('must be a text such as "churn.auc >= 0.85"');
    }
    expect(() => dualAscent({ stepSize: 0 })).toThrow('stepSize');
    expect(() => dualAscent({ limit: Number.NaN })).toThrow('limit');
    expect(() => dualAscent({ floors: ['churn >= 0.8'] }).init(3)).toThrow('the names of the tasks are unknown');
  });

  it('stops with a sentence where a metric with a floor is undefined', () => {
    expect(() =>
      runOf({ floors: ['churn.auc >= 0.8'] }).afterValidation(metrics({ churn: { auc: Number.NaN } })),
    ).toThrow('dual-ascent: the auc of task 0 on the validation split is NaN; its floor cannot be checked.');
  });

  it('is created from a text, and can be the weighting of a pipeline', () => {
    const strategy = parseStrategy('dual-ascent(floors=["churn.auc >= 0.8"], stepSize=10)+cagrad+smoothing=0.5');
    const run = new BalancerRun(strategy, 3, undefined, settings);
    expect(run.afterValidation(metrics({ churn: { auc: 0.72 } }))).toBeCloseTo(0.1, 12);
    expect(run.state).toMatchObject({ weighting: { floors: [{ multiplier: expect.closeTo(1, 10) as number }] } });
    const log = new BalancerRun(
      parseStrategy("log+dual-ascent(floors=['spend <= 1'])+period=2"),
      3,
      undefined,
      settings,
    );
    expect(log.afterValidation(metrics({ spend: { rmse: 1.5 } }))).toBe(0.5);
  });
});

const balancer = dualAscent({ floors: ['churn.auc >= 0.8'] });

async function trained(options: Partial<FitOptions>) {
  const { model, history } = await fit({ ...oneNumber, balancer, ...options });
  const { parameters } = model.weights;
  await model.dispose();
  const best = history.epochs.find(({ epoch }) => epoch === history.bestEpoch);
  return { parameters, history, auc: best?.validation.metrics.churn?.auc ?? Number.NaN };
}

describe('training with a floor', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('keeps it where equal weights break it, with seed %i', async (seed) => {
    const [plain, floored] = [await trained({ seed, balancer: equal() }), await trained({ seed })];
    expect(plain.auc).toBeLessThan(0.6);
    expect(floored.auc).toBeGreaterThanOrEqual(0.8);
    expect(floored.history.notes).toEqual([]);
  });

  it('is left with the best epoch that holds it, and says when none does', async () => {
    const { history } = await trained({});
    const holding = history.epochs.filter(({ shortfall }) => shortfall === 0).map(({ monitored }) => monitored);
    const missing = history.epochs.filter(({ shortfall = 0 }) => shortfall > 0).map(({ monitored }) => monitored);
    expect(Math.max(...holding)).toBeLessThan(Math.min(...missing));
    const best = history.epochs.find(({ epoch }) => epoch === history.bestEpoch);
    expect(best?.monitored).toBe(Math.min(...holding));
    const hopeless = await trained({ epochs: 1, seed: 1, balancer: dualAscent({ floors: ['churn.auc >= 1'] }) });
    expect(hopeless.history.notes).toEqual([
      expect.stringMatching(
        /^dual-ascent: no epoch holds what it was asked to hold; the best, epoch 0, misses it by \d+ %\.$/,
      ),
    ]);
  });

  it('goes on bit for bit from a checkpoint', async () => {
    const kept: Checkpoint[] = [];
    const keep = { name: 'keep', onEpochEnd: async (_: unknown, run: { checkpoint(): Promise<Checkpoint> }) => void kept.push(await run.checkpoint()) }; // prettier-ignore
    const unbroken = await trained({ callbacks: [keep] });
    const [checkpoint] = kept.slice(7);
    if (!checkpoint) throw new Error('There is no checkpoint.');
    const { tensors, ...rest } = checkpoint;
    const resume = { ...(JSON.parse(JSON.stringify(rest)) as typeof rest), tensors };
    const resumed = await trained({ resume });
    expect(resumed.parameters).toEqual(unbroken.parameters);
    const weights = ({ history }: typeof resumed) => history.epochs.slice(-12).map(({ meanWeights }) => meanWeights);
    expect(weights(resumed)).toEqual(weights(unbroken));
    expect(weights(resumed).some(([spend]) => spend !== 1)).toBe(true);
    await expect(trained({ resume, balancer: dualAscent({ floors: ['churn.auc >= 0.7'] }) })).rejects.toThrow('resume');
  });

  it('refuses a floor of a task that there is not before the first step', async () => {
    await expect(trained({ balancer: dualAscent({ floors: ['chrun >= 0.8'] }) })).rejects.toThrow('did you mean churn');
  });
});
