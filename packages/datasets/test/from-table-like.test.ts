import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable, fromTableLike } from '../src/index.ts';

const stream = random(3);
const rows = Array.from({ length: 60 }, (_, row) => ({
  age: 20 + stream.integer(50),
  plan: ['basic', 'plus'][stream.integer(2)] ?? 'basic',
  note: row % 2 === 0 ? 'calls often' : 'pays late',
  churn: stream.next() < 0.5 ? 'yes' : 'no',
  spend: 10 * stream.next(),
}));
const inputs = { age: 'numeric', plan: 'categorical', note: 'text' } as const;
const { preprocessing } = fromTable({ table: rows, inputs, targets: { churn: 'binary' } });

describe('fromTableLike', () => {
  it('makes inputs as a model does, whatever the rows, and fits the targets to them', () => {
    const later = rows.slice(0, 20).map((row) => ({ ...row, age: row.age + 100, plan: 'pro' }));
    const dataset = fromTableLike(preprocessing, { table: later, targets: { spend: 'regression' }, seed: 2 });
    expect(dataset.preprocessing.config.options.inputs).toEqual(preprocessing.config.options.inputs);
    expect(dataset.preprocessing.targets).toEqual({ spend: 'spend' });
    const { train } = dataset.splits;
    const at = later.findIndex((row) => preprocessing.encode([row]).inputs.table?.[0] === train.inputs.table?.[0]);
    const encoded = preprocessing.encode(later.slice(at, at + 1));
    for (const [input, values] of Object.entries(encoded.inputs)) {
      expect(train.inputs[input]?.subarray(0, values.length)).toEqual(values);
    }
    const own = fromTable({ table: later, inputs, targets: { spend: 'regression' }, seed: 2 });
    expect(dataset.tasks[0]?.kind.config).toEqual(own.tasks[0]?.kind.config);
    expect(own.splits.train.inputs.table).not.toEqual(train.inputs.table);
  });

  it('refuses what the preprocessing says, a table without a column, and no preprocessing', () => {
    const targets = { spend: 'regression' } as const;
    expect(() => fromTableLike(preprocessing, { table: rows, targets, inputs } as never)).toThrow(
      'fromTableLike: option `inputs` must be left out: the preprocessing says it, received',
    );
    const ageless = rows.map(({ plan, note, churn, spend }) => ({ plan, note, churn, spend }));
    expect(() => fromTableLike(preprocessing, { table: ageless, targets })).toThrow('age');
    expect(() => fromTableLike(undefined, { table: rows, targets })).toThrow(
      'that of a model whose inputs are made of rows',
    );
  });
});
