import { createServer } from 'node:net';

import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Callback } from '../../src/callbacks/callback.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { mlflow } from '../../src/tracking/mlflow/mlflow.ts';
import { mlflowName } from '../../src/tracking/mlflow/names.ts';
import type { TrackedRun } from '../../src/tracking/tracker.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { mlflowStub } from './mlflow-stub.ts';
import { trackedRun } from './tracked-run.ts';

const run: TrackedRun = {
  id: '0123456789ab',
  name: 'equal, seed 0',
  group: 'houses',
  config: { seed: 0, 'model.note': 'é'.repeat(900) },
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('mlflow', () => {
  it('keeps a training: experiment, run, parameters, metrics with their steps, status', async () => {
    const { uri, runs } = await mlflowStub();
    const { history } = await trackedRun(mlflow({ uri }), { epochs: 2 });
    const [kept] = [...runs.values()];
    expect(runs.size).toBe(1);
    expect(kept).toMatchObject({ name: 'equal, seed 0', status: 'FINISHED' });
    expect(kept?.end).toBeGreaterThan(1.7e12);
    expect(kept?.params.get('model.encoders.x.options.hidden')).toBe('[5]');
    expect(kept?.params.get('dataset')).toBe('four numbers');
    const of = (key: string): readonly (readonly [number, number])[] =>
      (kept?.metrics ?? []).filter((metric) => metric.key === key).map(({ step, value }) => [step, value]);
    expect(of('step/loss/sum')).toEqual(history.steps.map(({ step, losses }) => [step + 1, losses[0]]));
    expect(of('validation/loss/largest')).toEqual(
      history.epochs.map(({ epoch, validation }) => [10 * (epoch + 1), validation.losses.largest]),
    );
    expect(of('test/sum/rmse')).toHaveLength(1);
  });

  it('goes on in its own run when it is resumed, and sends no step twice', async () => {
    const { uri, runs } = await mlflowStub();
    const failing: Callback = {
      name: 'failing',
      onBatchEnd: ({ step }) => (step === 25 ? Promise.reject(new Error('enough')) : undefined),
    };
    const options = { epochs: 4, checkpointsIn: temporaryFolder() };
    await expect(trackedRun(mlflow({ uri }), { ...options, callbacks: [failing] })).rejects.toThrow('enough');
    expect([...runs.values()].map(({ status }) => status)).toEqual(['FAILED']);
    await trackedRun(mlflow({ uri }), options);
    const [kept] = [...runs.values()];
    expect([...runs.values()].map(({ status }) => status)).toEqual(['FINISHED']);
    const steps = kept?.metrics.filter(({ key }) => key === 'step/loss/sum').map(({ step }) => step);
    expect(steps).toEqual(Array.from({ length: 40 }, (_, step) => step + 1));
    expect(
      await mlflow({ uri, experiment: 'four numbers' }).has?.({ ...run, id: kept?.tags.get('equipoise.run') ?? '' }),
    ).toBe(true);
  });

  it('sends at most 1,000 metrics at once, all of them, under names that the server takes', async () => {
    const { uri, runs, seen } = await mlflowStub();
    const tracker = mlflow({ uri, experiment: 'own', strict: true });
    await tracker.onEvent({ kind: 'begin', run, step: 0 });
    const values = { 'loss/a<b>': 1, 'loss/a b': 2, 'loss/..': 3, 'loss/x//y': 4, 'loss/Größe': 5 };
    const points = Array.from({ length: 450 }, (_, step) => ({ step: step + 1, values }));
    await tracker.onEvent({ kind: 'values', run, points });
    await tracker.onEvent({ kind: 'end', run, status: 'finished' });
    const metrics = [...runs.values()][0]?.metrics ?? [];
    expect(metrics).toHaveLength(2250);
    expect(new Set(metrics.map(({ key }) => key)).size).toBe(5);
    expect(seen.filter(({ path }) => path === 'runs/log-batch')).toHaveLength(1 + 3);
    expect([...runs.values()][0]?.params.get('model.note')).toMatch(/^é{499}…$/);
  });

  it('makes a request again that fails in passing, without a word', async () => {
    const { uri, runs, failures } = await mlflowStub();
    failures.push(503, 500, 429);
    const warnings: string[] = [];
    await trackedRun(mlflow({ uri, pause: 1, onWarning: (sentence) => warnings.push(sentence) }), { epochs: 1 });
    expect(warnings).toEqual([]);
    expect([...runs.values()][0]?.status).toBe('FINISHED');
  });

  it('tells of a server that refuses in one sentence, and the training goes on', async () => {
    const { uri, failures } = await mlflowStub();
    failures.push(...Array<number>(50).fill(403));
    const warnings: string[] = [];
    const { history } = await trackedRun(mlflow({ uri, pause: 1, onWarning: (sentence) => warnings.push(sentence) }), {
      epochs: 3,
    });
    expect(history.epochs).toHaveLength(3);
    const refusal = `mlflow: ${uri} answered experiments/get-by-name with 403: TEMPORARILY_UNAVAILABLE, Try again`;
    expect(warnings[0]).toBe(`${refusal}; the training goes on.`);
    expect(warnings[1]).toMatch(/; \d+ values were not sent\.$/);
    expect(warnings.length).toBeLessThanOrEqual(3);
    failures.push(...Array<number>(9).fill(403));
    await expect(trackedRun(mlflow({ uri, strict: true, pause: 1 }), { epochs: 1 })).rejects.toThrow(`${refusal}.`);
  });

  it('sends what it kept once a server that was away is back', async () => {
    const { uri, runs, failures } = await mlflowStub();
    failures.push(403);
    const warnings: string[] = [];
    const { history } = await trackedRun(mlflow({ uri, pause: 1, onWarning: (sentence) => warnings.push(sentence) }), {
      epochs: 2,
    });
    expect(warnings).toHaveLength(1);
    const [kept] = [...runs.values()];
    expect(kept?.metrics.filter(({ key }) => key === 'step/loss/sum')).toHaveLength(history.steps.length);
    expect(kept?.status).toBe('FINISHED');
  });

  it('names a server that does not answer, and why', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { readonly port: number };
    await new Promise((resolve) => server.close(resolve));
    const tracker = mlflow({ uri: `http://127.0.0.1:${port}`, strict: true, pause: 1 });
    await expect((async () => tracker.onEvent({ kind: 'begin', run, step: 0 }))()).rejects.toThrow(
      `mlflow: http://127.0.0.1:${port} does not answer experiments/get-by-name: ECONNREFUSED.`,
    );
  });

  it('proves who asks by the variables of the environment, and shows no password', async () => {
    const { uri, seen } = await mlflowStub();
    vi.stubEnv('MLFLOW_TRACKING_URI', uri);
    vi.stubEnv('MLFLOW_TRACKING_TOKEN', 'secret-token');
    await mlflow().has?.(run);
    expect(seen.at(-1)?.authorization).toBe('Bearer secret-token');
    vi.stubEnv('MLFLOW_TRACKING_USERNAME', 'ada');
    vi.stubEnv('MLFLOW_TRACKING_PASSWORD', 'päss');
    await mlflow().has?.(run);
    expect(seen.at(-1)?.authorization).toBe(`Basic ${Buffer.from('ada:päss').toString('base64')}`);
    expect(() => mlflow({ uri: 'http://ada:secret@host' })).toThrow(InvalidOptionError);
    expect(() => mlflow({ uri: 'http://ada:secret@host' })).not.toThrow('secret@');
    vi.stubEnv('MLFLOW_TRACKING_URI', '');
    expect(() => mlflow()).toThrow('mlflow: option `uri` must be the http address of a server');
  });

  it('keeps two names that the server does not take as two', () => {
    const names = ['a<b', 'a>b', 'a_b', 'a/./b', 'a//b', '..', 'a:b'];
    expect(new Set(names.map(mlflowName)).size).toBe(names.length);
  });
});
