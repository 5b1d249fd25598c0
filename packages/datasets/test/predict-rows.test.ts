import { join } from 'node:path';

import {
  type ClassPrediction,
  DataError,
  fit,
  type Fitted,
  loadModel,
  random,
  type Split,
  type Task,
} from '@equipoise/core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';

import { fromTable } from '../src/index.ts';
import { at, known } from './support/known.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

interface Customer {
  readonly age: number | null;
  readonly plan: string | null;
  readonly since: Date;
  readonly calls: bigint;
  readonly churn: string;
  readonly spend: number;
  readonly note: string;
}

const stream = random(1);
const plans = ['basic', 'plus', 'pro'];
/** Spend is 1,000 a step of the plan and 10 a year of age; the old on the basic plan leave. */
const customers = Array.from({ length: 400 }, (_, row): Customer => {
  const [age, plan] = [20 + stream.integer(60), stream.integer(3)];
  return {
    age: row % 20 === 0 ? null : age,
    plan: row % 25 === 0 ? null : at(plans, plan),
    since: new Date(Date.UTC(2020, stream.integer(12), 1)),
    calls: BigInt(stream.integer(9)),
    churn: plan === 0 && age > 50 ? 'yes' : 'no',
    spend: 1000 * plan + 10 * age,
    note: 'not looked at',
  };
});

const equal = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }: { readonly tasks?: readonly number[] }) => ({ weights: tasks.map(() => 1), state: null }),
} as const;

const dataset = fromTable({
  name: 'customers',
  table: customers,
  inputs: { age: 'numeric', plan: 'categorical', since: 'numeric', calls: 'numeric' },
  targets: { churn: 'binary', spend: 'regression' },
});

type Tasks = Task<'churn', ClassPrediction> | Task<'spend', number>;

describe('a model of a table', () => {
  const folder = temporaryFolder();
  let model: Fitted<Tasks, 'age' | 'plan' | 'since' | 'calls'>['model'];
  beforeAll(async () => {
    ({ model } = await fit({ dataset, balancer: equal, epochs: 60, learningRate: 0.01, engine: 'wasm' }));
  });
  afterAll(async () => model.dispose());

  it('predicts a class with probabilities, and a number in its own unit', async () => {
    const [old, young] = await model.predictRows([
      { age: 70, plan: 'basic', since: new Date('2020-05-01'), calls: 3n },
      { age: '30', plan: 'pro', since: '2020-05-01', calls: 3 },
    ]);
    expect(old?.churn.class).toBe('yes');
    const { no = 0, yes = 0 } = known(old).churn.probabilities;
    expect(no + yes).toBeCloseTo(1, 6);
    expect(yes).toBeGreaterThan(0.5);
    expect(known(old).spend).toBeGreaterThan(500);
    expect(known(old).spend).toBeLessThan(900); // 700 by the rule.
    expect(young?.churn.class).toBe('no');
    expect(Math.abs(known(young).spend - 2300)).toBeLessThan(200);
  });

  it('evaluates rows as it evaluates their split, with errors in the unit of the target', async () => {
    const whole = await model.evaluate(customers);
    const table = { ...dataset.preprocessing.encode(customers), labels: {} };
    const spend = Float32Array.from(await model.predictRows(customers), (row) => row.spend);
    const errors = customers.map((customer, row) => (at(spend, row) - customer.spend) ** 2);
    const byHand = Math.sqrt(errors.reduce((sum, error) => sum + error, 0) / errors.length);
    expect(whole.metrics.spend?.rmse).toBeCloseTo(byHand, 1);
    expect(byHand).toBeLessThan(400);
    const churn = await model.predictRows(customers);
    const right = churn.filter((row, index) => row.churn.class === customers[index]?.churn).length;
    expect(whole.metrics.churn?.accuracy).toBeCloseTo(right / customers.length, 9);
    expect(table.size).toBe(customers.length);
    const { metrics } = await model.evaluate(customers.map((customer) => ({ ...customer, churn: null })));
    expect([Number.isNaN(metrics.churn?.accuracy), metrics.spend?.rmse]).toEqual([true, whole.metrics.spend?.rmse]);
  });

  it('is saved with all that rows need: loaded, it predicts the same bits', async () => {
    const file = join(folder(), 'churn.safetensors');
    model.save(file);
    const loaded = loadModel(file, { engine: 'wasm' });
    expect(await loaded.predictRows(customers)).toEqual(await model.predictRows(customers));
    expect((await loaded.evaluate(customers)).metrics).toEqual((await model.evaluate(customers)).metrics);
    await loaded.dispose();
  });

  it('takes a missing column of some rows for missing cells, and says once what it filled in', async () => {
    const said: string[] = [];
    const row = { age: null, plan: 'gold', since: null, calls: 1 };
    const tell = { onWarning: (sentence: string) => said.push(sentence) };
    const rows = await model.predictRows([{ plan: 'basic' }, row], tell);
    expect(rows).toHaveLength(2);
    await model.predictRows([row], tell);
    expect(said).toEqual([
      expect.stringMatching(
        /^predictRows: 5 missing inputs were imputed: age 2 \(.*\), since 2 \(.*\), calls 1 \(.*\)\.$/,
      ),
      'predictRows: 1 input holds a category that no training row has, encoded as unknown: plan 1 (such as "gold").',
    ]);
    expect(await model.predictRows([])).toEqual([]);
  });

  it('names the column that no row has, and the column and row of a cell that is no number', async () => {
    await expect(model.predictRows([{ age: 3 }])).rejects.toThrow(DataError);
    await expect(model.predictRows([{ age: 3, since: 1, calls: 2 }])).rejects.toThrow(
      'predictRows: the table must have a column "plan", its columns are: age, since, calls.',
    );
    const row = { age: 1, plan: 'pro', since: 1, calls: 1 };
    await expect(model.predictRows([row, { ...row, age: 'old' }])).rejects.toThrow(
      'predictRows: column "age", row 2: must be a finite number, received "old".',
    );
    await expect(model.predictRows([3 as never])).rejects.toThrow(
      'predictRows: row 1 must be an object with columns, received 3.',
    );
    await expect(model.evaluate([{ ...row, spend: 'much' }])).rejects.toThrow(
      'evaluate: column "spend", row 1: must be a finite number, received "much".',
    );
    await expect(model.evaluate([row])).rejects.toThrow(
      'evaluate: the table must have a column with labels: churn, spend.',
    );
  });

  it('knows the tasks and the input columns by their types', () => {
    type Predicted = Awaited<ReturnType<typeof model.predictRows>>[number];
    expectTypeOf<Predicted['churn']>().toEqualTypeOf<ClassPrediction>();
    expectTypeOf<Predicted['spend']>().toEqualTypeOf<number>();
    expectTypeOf<keyof Predicted>().toEqualTypeOf<'churn' | 'spend'>();
    const refused = (): unknown[] => [
      // @ts-expect-error there is no input of this name
      model.predictRows([{ aeg: 3 }]),
      // @ts-expect-error there is no task of this name
      model.predictRows(customers).then(([first]) => first?.chrun),
      // @ts-expect-error the table has no such column
      fromTable({ table: customers, inputs: { aeg: 'numeric' }, targets: { churn: 'binary' } }),
      // @ts-expect-error the table has no such column
      fromTable({ table: customers, inputs: { age: 'numeric' }, targets: { chrun: 'binary' } }),
      fromTable({
        table: customers,
        inputs: { age: 'numeric' },
        // @ts-expect-error the table has no such column
        targets: { leaves: { kind: 'binary', column: 'chrun' } },
      }),
      fromTable({
        table: customers,
        inputs: { age: 'numeric' },
        targets: { leaves: { kind: 'binary', column: 'churn' } },
      }),
      // @ts-expect-error there is no such kind
      fromTable({ table: customers, inputs: { age: 'numeric' }, targets: { churn: 'binray' } }),
      // @ts-expect-error there is no such kind
      fromTable({ table: customers, inputs: { age: 'number' }, targets: { churn: 'binary' } }),
    ];
    expect(refused).toBeTypeOf('function');
  });

  it('knows by its type whether there is a test split', () => {
    const more = { table: customers, inputs: { age: 'numeric' }, targets: { churn: 'binary' } } as const;
    expectTypeOf(dataset.splits.test).toEqualTypeOf<Split>();
    const none = fromTable({ ...more, test: 0 });
    expectTypeOf(none.splits.test).toEqualTypeOf<Split | undefined>();
    expect(Object.keys(none.splits)).toEqual(['train', 'validation']);
    expect([none.splits.train.size, none.splits.validation.size]).toEqual([320, 80]);
  });

  it('takes targets and rows in variables, whatever their types say', () => {
    const targets = { churn: 'binary', spend: { kind: 'regression', priority: 2 } };
    const inputs = { age: 'numeric' };
    const rows: readonly Readonly<Record<string, unknown>>[] = customers.map((customer) => ({ ...customer }));
    const { tasks } = fromTable({ table: rows, inputs, targets });
    expect(tasks.map(({ name, kind, priority }) => [name, kind.name, priority])).toEqual([
      ['churn', 'binary', undefined],
      ['spend', 'regression', 2],
    ]);
  });
});
