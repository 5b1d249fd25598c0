import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { measuredRates } from '../../src/simulate/measured-rates.ts';
import { queueRatesSchema, readQueueRates } from '../../src/simulate/queue-rates.ts';

const committed = join(import.meta.dirname, '../../../../results/queue-rates.json');
const folder = mkdtempSync(join(tmpdir(), 'equipoise-rates-'));

afterAll(() => rmSync(folder, { recursive: true }));

it('the rates of the command are those that were measured', () => {
  expect(readQueueRates(committed)).toEqual(measuredRates);
  for (const { server, client } of Object.values(measuredRates.operations)) {
    expect(server).toBeGreaterThan(0);
    expect(client).toBeGreaterThan(0);
  }
});

it('rates that are none are refused in a sentence', () => {
  const file = join(folder, 'rates.json');
  expect(() => readQueueRates(file)).toThrow(/^--rates: .* holds no rates of a queue \(.*\)\.$/);
  const rates = queueRatesSchema.parse(JSON.parse(readFileSync(committed, 'utf8')));
  writeFileSync(
    file,
    JSON.stringify({ ...rates, operations: { ...rates.operations, take: { server: -1, client: 1 } } }),
  );
  expect(() => readQueueRates(file)).toThrow(/holds no rates of a queue .*take/);
});
