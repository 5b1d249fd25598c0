import { join } from 'node:path';

import { DataError, fit, InvalidOptionError, loadModel, random, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { dateParts, fromTable } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const draw = random(5);
const rows = Array.from({ length: 400 }, () => {
  const time = new Date(Date.UTC(2023, 0, 1 + draw.integer(700), draw.integer(24)));
  const isWeekend = time.getUTCDay() % 6 === 0;
  return { time, isWeekend: isWeekend ? 'yes' : 'no', sales: 10 * Math.sin((time.getUTCHours() / 12) * Math.PI) };
});

const targets = { isWeekend: 'binary', sales: 'regression' } as const;

describe('dates as inputs', () => {
  it('become the parts that differ among the training rows, and the time that has gone by', () => {
    const columnsOf = (table: object[], input: object): readonly string[] => {
      const made = fromTable({ table, inputs: { time: input }, targets: { sales: 'regression' } } as never);
      return made.preprocessing.inputs.table?.spec.columns?.map(({ name }) => name) ?? [];
    };
    expect(columnsOf(rows, { kind: 'date' })).toEqual([
      'time year',
      ...['month', 'weekday', 'hour'].flatMap((part) => [`time ${part} sin`, `time ${part} cos`]),
      'time elapsed',
    ]);
    const days = rows.map((row) => ({
      ...row,
      time: `2024-01-${String(1 + (row.time.getUTCDate() % 28)).padStart(2, '0')}`,
    }));
    expect(columnsOf(days, { kind: 'date' })).toEqual(['time weekday sin', 'time weekday cos', 'time elapsed']);
    expect(columnsOf(rows, { kind: 'date', parts: ['yearday'] })).toEqual(['time yearday sin', 'time yearday cos']);
  });

  it('tell a model the weekend and the hour, which a number does not, and are saved with it', async () => {
    const accuracyOf = async (kind: 'date' | 'numeric'): Promise<number> => {
      const dataset = fromTable({ table: rows, inputs: { time: kind }, targets });
      const balancer = {
        name: 'equal',
        needs: 'nothing',
        init: () => null,
        weigh: () => ({ weights: [1, 1], state: null }),
      } as const;
      const { model } = await fit({ dataset, balancer, epochs: 60, learningRate: 0.01, engine: 'wasm' });
      const { metrics } = await model.evaluate(dataset.splits.test);
      if (kind === 'date') {
        const file = join(temporaryFolder()(), 'dates.safetensors');
        model.save(file);
        const loaded = loadModel(file, { engine: 'wasm' });
        const asText = rows.map((row) => ({ time: row.time.toISOString() }));
        expect(await loaded.predictRows(asText)).toEqual(await model.predictRows(rows));
        await loaded.dispose();
        expect(metrics.sales?.r2).toBeGreaterThan(0.8);
      }
      await model.dispose();
      return metrics.isWeekend?.accuracy ?? 0;
    };
    expect(await accuracyOf('date')).toBeGreaterThan(0.95);
    expect(await accuracyOf('numeric')).toBeLessThan(0.85);
  });

  it('are refused where they are none, and parts that are none', () => {
    const from = (table: object[], input: object | string) => (): unknown =>
      fromTable({ table, inputs: { time: input }, targets: { sales: 'regression' } } as never);
    expect(
      from(
        rows.map((row) => ({ ...row, time: 'soon' })),
        'date',
      ),
    ).toThrow(DataError);
    expect(
      from(
        rows.map((row) => ({ ...row, time: null })),
        'date',
      ),
    ).toThrow('column "time" must have a date in the training rows');
    expect(from(rows, { kind: 'date', parts: ['fortnight'] })).toThrow(InvalidOptionError);
    expect(from(rows, { kind: 'date', parts: [] })).toThrow(/parts/);
    expect(from(rows, { kind: 'date', part: ['hour'] })).toThrow(/did you mean|parts/);
  });

  it('are columns of a table as well', () => {
    const columns = dateParts('sales', toTable('sales', rows), 'time', ['hour']);
    expect(Object.keys(columns)).toEqual(['time-hour-sin', 'time-hour-cos']);
  });
});
