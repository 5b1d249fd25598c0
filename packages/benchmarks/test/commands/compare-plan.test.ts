import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EquipoiseError } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { type CompareArguments, plan } from '../../src/commands/compare-plan.ts';
import { loadDataset } from '../../src/trials/load-dataset.ts';
import { trialConfigSchema, trialId } from '../../src/trials/trial-config.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-plan-'));
const houses = join(folder, 'houses.csv');
writeFileSync(houses, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

const common = { engine: 'auto', threads: 1, seeds: 1, out: join(folder, 'out') } as const;
const targets = 'price:regression,sold:binary';

/** The table that is planned for. */
async function plannedTable(args: Partial<CompareArguments> = {}) {
  const { studies } = await plan({ ...common, table: houses, targets, ...args });
  return studies[0]?.table;
}

describe('plan', () => {
  it('refuses a folder where the report goes and a file where the trials go, before training', async () => {
    const out = join(folder, 'taken');
    mkdirSync(join(out, 'penguins', 'report.html'), { recursive: true });
    await expect(plan({ ...common, dataset: 'penguins', out })).rejects.toThrow(
      /report\.html is a folder; remove it, or/,
    );
    rmSync(join(out, 'penguins', 'report.html'), { recursive: true });
    writeFileSync(join(out, 'trials'), '');
    await expect(plan({ ...common, dataset: 'penguins', out })).rejects.toThrow(
      /trials: a part of the path is no folder/,
    );
  });

  it('takes one engine by name for all trials of a study, so that their ids hold it', async () => {
    const [auto, wasm, native] = await Promise.all(
      (['auto', 'wasm', 'native'] as const).map((engine) => plan({ ...common, dataset: 'penguins', engine })),
    );
    const engines = auto?.studies.flatMap(trialsOf).map((config) => config.engine);
    expect(new Set(engines)).toEqual(new Set(['wasm']));
    expect(auto?.notes).toEqual([expect.stringMatching(/^Engine of penguins: wasm \(by the cost model .*\)\.$/)]);
    expect([wasm?.notes, native?.notes]).toEqual([[], []]);
    const ids = [auto, wasm, native].map((planned) => planned?.studies.flatMap(trialsOf).map(trialId));
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]?.filter((id) => ids[2]?.includes(id))).toEqual([]);
  });

  it('takes the engine native for wide steps, and the same whatever is compared', async () => {
    const wide = { ...common, dataset: 'penguins', batchSize: 128 };
    const [one, other] = [await plan({ ...wide, strategies: 'pcgrad' }), await plan({ ...wide, strategies: 'equal' })];
    expect(one.notes).toEqual(other.notes);
    const lenet = await plan({ ...common, dataset: 'multi-mnist', size: 512 });
    expect(lenet.studies.map(({ engine }) => engine)).toEqual(['native']);
  });

  it.each<[string, Partial<CompareArguments>, RegExp]>([
    ['an unknown option of a strategy', { strategies: 'gradnorm(alhpa=1)' }, /alpha/],
    ['too few weights', { strategies: 'fixed(weights=[1,1])' }, /fixed.*weights.*4/],
    ['a negative weight', { strategies: 'fixed(weights=[1,1,1,-1])' }, /fixed.*weights.*at least 0.*-1/],
    ['an empty list of strategies', { strategies: ',' }, /strategies.*at least one/],
    ['a strategy that is named twice', { strategies: 'equal,equal' }, /strategies.*different.*equal/],
    [
      'more trials than anybody waits for',
      { seeds: 1e9 },
      /`seeds` must be .*from 1 to 1428, for at most 10000 trials with 7 a/,
    ],
    ['more threads than a machine has', { threads: 1e6 }, /threads cannot be 1000000: it must be at most 1024\./],
    ['more processes than a machine has', { jobs: 1e6 }, /`jobs` must be at most 256 processes, received 1000000/],
    ['a batch larger than the data', { batchSize: 5000 }, /batch-size.*at most.*5000/],
    [
      'gradients at a place that a strategy does not look at',
      { strategies: 'equal,graddrop', gradientScope: 'representation' },
      /gradient-scope.*shared with graddrop.*"representation"/,
    ],
    ['a folder that is a file', { out: houses }, /cannot be written.*--out/],
    ['a folder in a file', { out: join(houses, 'out') }, /cannot be written.*--out/],
    ['targets without a table', { targets }, /targets.*without --table/],
    ['inputs without a table', { inputs: 'area' }, /inputs.*without --table/],
    ['an encoding without a table', { encoding: 'latin1' }, /encoding.*without --table/],
  ])('refuses %s', async (_, args, sentence) => {
    await refused({ dataset: 'penguins', ...args }, sentence);
  });

  it.each<[string, Partial<CompareArguments>, RegExp]>([
    ['no targets', { targets: '' }, /targets.*price:regression/],
    [
      'a target of an unknown kind',
      { targets: 'price:number' },
      /targets.*one of binary, count, multiclass, ordinal, quantiles, regression.*"price:number"/,
    ],
    ['an unknown kind of input', { inputs: 'area:number' }, /inputs.*one of numeric, categorical.*"area:number"/],
    [
      'an input that is a target',
      { targets: 'district:multiclass', inputs: 'area,district' },
      /inputs.*no task predicts.*"district"/,
    ],
    ['texts beside other inputs', { inputs: 'area,district:text' }, /table needs tabular and district textEncoder; /],
    ['an input that is named twice', { inputs: 'area,area:numeric' }, /inputs.*differ.*"area"/],
    [
      'a missing input that is an error',
      { targets: 'price:regression', onMissing: 'error' },
      /"sold", line 7: must be a category, received null \(and 9 more such cells\)/,
    ],
    ['three values of a binary target', { targets: 'district:binary', inputs: 'area' }, /"district".*2 different/],
    ['results where the table itself is', { out: folder }, /cannot be written.*houses\.csv/],
  ])('refuses a table with %s', async (_, args, sentence) => {
    await refused({ table: houses, targets, ...args }, sentence);
  });

  it('takes a target without a kind for what its values are', async () => {
    const { studies } = await plan({ ...common, table: houses, targets: 'price,sold,district' });
    expect(studies[0]?.table?.targets).toEqual([
      ['price', 'regression'],
      ['sold', 'binary'],
      ['district', 'multiclass'],
    ]);
  });

  it('asks for a data set, a table or a profile', () => refused({}, /dataset.*--table.*--profile/));

  it('plans new trials of strategies, and the same baselines, for another gradient scope', async () => {
    const runsAt = async (args: Partial<CompareArguments>) =>
      (await plan({ ...common, dataset: 'penguins', strategies: 'mgda', ...args })).studies.flatMap(trialsOf);
    const before = await runsAt({});
    const after = await runsAt({ gradientScope: 'last-layer' });
    expect((await runsAt({ gradientScope: 'shared' })).map(trialId)).toEqual(before.map(trialId));
    const changed = after.filter((config, index) => trialId(config) !== trialId(before[index] ?? config));
    expect(changed.map(({ strategy, gradientScope }) => [strategy, gradientScope])).toEqual([['mgda', 'last-layer']]);
  });

  it('plans new trials of strategies, and the same baselines, for another head policy', async () => {
    const runsAt = async (args: Partial<CompareArguments>) =>
      (await plan({ ...common, dataset: 'penguins', strategies: 'mgda', ...args })).studies.flatMap(trialsOf);
    const before = await runsAt({});
    const after = await runsAt({ headPolicy: 'weighted' });
    const changed = after.filter((config, index) => trialId(config) !== trialId(before[index] ?? config));
    expect(changed.map(({ strategy, headPolicy }) => [strategy, headPolicy])).toEqual([['mgda', 'weighted']]);
  });

  it('takes columns of numbers as numeric and others as categorical by default', async () => {
    expect(await plannedTable()).toMatchObject({
      inputs: [
        ['area', 'numeric'],
        ['district', 'categorical'],
      ],
      targets: [
        ['price', 'regression'],
        ['sold', 'binary'],
      ],
    });
    expect((await plannedTable({ inputs: 'area:categorical' }))?.inputs).toEqual([['area', 'categorical']]);
  });

  it('plans the same trials wherever the file is, and others for another content', async () => {
    const ids = async (args: Partial<CompareArguments> = {}): Promise<readonly string[]> =>
      (await plan({ ...common, table: houses, targets, ...args })).studies.flatMap(trialsOf).map(trialId);
    const planned = await ids();
    expect(await ids({ inputs: 'district,area' })).toEqual(planned);
    const other = join(mkdtempSync(join(folder, 'other-')), 'houses.csv');
    writeFileSync(other, housesCsv());
    expect(await ids({ table: other })).toEqual(planned);
    writeFileSync(other, housesCsv().replace('30,', '31,'));
    expect((await ids({ table: other })).filter((id) => planned.includes(id))).toEqual([]);
  });

  it('does not train on a table that has changed since it was planned', async () => {
    const file = join(mkdtempSync(join(folder, 'changing-')), 'houses.csv');
    writeFileSync(file, housesCsv());
    const [config] = (await plan({ ...common, table: file, targets })).studies.flatMap(trialsOf);
    if (!config) throw new Error('There are three trials.');
    expect((await loadDataset(config)).splits.train.size).toBe(48); // 60 % of 80 rows.
    writeFileSync(file, housesCsv().replace('30,', '31,'));
    await expect(loadDataset(config)).rejects.toThrow(/houses\.csv: must stay as it is.*has changed/);
  });

  it('names columns whose names hold colons, quotes and spaces', async () => {
    const file = join(folder, 'odd.csv');
    const rows = [1, 2, 3, 4, 5, 6].map((row) => `${row},${2 * row},${3 * row}`);
    writeFileSync(file, ['a:b, price in €,"the ""size"""', ...rows, ''].join('\n'));
    const odd = await plannedTable({
      table: file,
      targets: 'price in €:regression,the "size":regression',
      inputs: 'a:b',
    });
    expect(odd).toMatchObject({
      inputs: [['a:b', 'numeric']],
      targets: [
        ['price in €', 'regression'], // Trimmed, as all cells are.
        ['the "size"', 'regression'],
      ],
    });
  });

  it('leaves identifiers out of the inputs, and says so and what was imputed', async () => {
    const file = join(folder, 'customers.csv');
    const rows = Array.from({ length: 60 }, (_, row) => `C${row},${row % 7 === 0 ? '' : row % 9},${row % 2}`);
    writeFileSync(file, ['customer,age,churn', ...rows, ''].join('\n'));
    const { studies, notes } = await plan({ ...common, table: file, targets: 'churn:binary' });
    expect(studies[0]?.table?.inputs).toEqual([['age', 'numeric']]);
    expect(notes).toEqual([
      'Inputs of customers.csv: age (numeric).',
      'customers.csv: customer looks like an identifier: 60 values in 60 rows; left out.',
      expect.stringMatching(/^customers\.csv: 9 missing inputs were imputed: age 9 \(median [\d.]+\)\.$/),
      expect.stringMatching(/^Engine of customers\.csv: wasm \(by the cost model .*\)\.$/),
    ]);
    const named = await plan({ ...common, table: file, targets: 'churn:binary', inputs: 'age' });
    expect(named.notes).toHaveLength(3);
  });

  it('refuses numbers with a decimal comma, and names the option that reads them', async () => {
    const file = join(folder, 'comma.csv');
    writeFileSync(file, ['x;y', ...[1, 2, 3, 4, 5, 6].map((row) => `${row},5;${row}`), ''].join('\n'));
    await refused(
      { table: file, targets: 'y:regression' },
      /column "x" holds text that looks like numbers: .*option --decimal ","/,
    );
    const { studies } = await plan({ ...common, table: file, targets: 'y:regression', decimal: ',' });
    expect(studies[0]?.table).toMatchObject({ reading: { decimal: ',' }, inputs: [['x', 'numeric']] });
    const [config] = studies.flatMap(trialsOf);
    if (config) expect((await loadDataset(config)).splits.train.size).toBe(4);
  });

  it('plans for columns of any name', async () => {
    const file = join(folder, 'names.csv');
    const rows = [1, 2, 3, 4, 5, 6].map((row) => `${row},${2 * row},${3 * row},${row % 2}`);
    writeFileSync(file, ['__proto__,constructor,toString,y', ...rows, ''].join('\n'));
    const { studies } = await plan({ ...common, table: file, targets: 'constructor:regression,__proto__:regression' });
    const [config] = studies.flatMap(trialsOf).map((run) => trialConfigSchema.parse(JSON.parse(JSON.stringify(run))));
    if (!config) throw new Error('There are trials.');
    const { tasks, splits } = await loadDataset(config);
    expect(tasks.map(({ name }) => name)).toEqual(['constructor', '__proto__']);
    expect(Object.keys(splits.validation.labels)).toEqual(['constructor', '__proto__']);
  });

  async function refused(args: Partial<CompareArguments>, sentence: RegExp): Promise<void> {
    const error = await plan({ ...common, ...args }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EquipoiseError);
    expect(String(error)).toMatch(sentence);
  }
});
