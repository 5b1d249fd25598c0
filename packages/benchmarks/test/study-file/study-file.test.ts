import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { readStudyFile } from '../../src/study-file/read-study-file.ts';
import { requestsOf } from '../../src/study-file/requests-of.ts';
import { defineStudy, type StudyFile, studyFileSchema, studyJsonSchema } from '../../src/study-file/study-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-study-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const shortest = { datasets: ['penguins'], strategies: ['equal', 'uncertainty', 'pcgrad'], seeds: 6, epochs: 10 };

describe('readStudyFile', () => {
  it.each([
    ['shortest.yaml', 'datasets: [penguins]\nstrategies: [equal, uncertainty, pcgrad]\nseeds: 6\nepochs: 10\n'],
    ['shortest.json', JSON.stringify(shortest)],
    ['shortest.mjs', `export default ${JSON.stringify(shortest)};`],
  ])('reads %s', async (name, text) => {
    expect(await readStudyFile(written(name, text))).toEqual(shortest);
  });

  it('reads TypeScript where Node does, and says what to do where it does not', async () => {
    const reading = readStudyFile(
      written(
        'study.mts',
        `const seeds: number = 2;\nexport default { datasets: ['penguins'], strategies: ['equal'], seeds };`,
      ),
    );
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const strips = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
    // Vitest transforms what is imported through it; what Node imports by itself it does not.
    const outcome = await reading.catch((error: unknown) => String(error));
    if (strips) expect(outcome).toMatchObject({ seeds: 2 });
    else expect(typeof outcome === 'string' ? outcome : 'read').toMatch(/reads no TypeScript; use Node 22\.18|^read$/);
  });

  it.each([
    [
      'a word that is misspelt',
      'datasets: [penguins]\nstrategies: [equal]\nseed: 3',
      /there is no `seed` in a study \(did you mean seeds\?\)\.$/,
    ],
    ['a number out of range', 'datasets: [penguins]\nstrategies: [equal]\nseeds: 0', /`seeds` cannot be 0: /],
    ['no strategies', 'datasets: [penguins]', /`strategies` must be given\.$/],
    ['a list', '- penguins', /a study must be an object with `datasets` and `strategies`, received/],
    ['nothing', '', /a study must be an object/],
    [
      'a misspelt member of a table',
      'datasets:\n  - table: a.csv\n    target: [x]\nstrategies: [equal]',
      /`datasets\.0` cannot be /,
    ],
    ['a front of one point', 'datasets: [penguins]\nstrategies: [equal]\nfront: 1', /`front` cannot be 1: /],
    [
      'a misspelt word of the front',
      'datasets: [penguins]\nstrategies: [equal]\nfront: { point: 8 }',
      /`front` cannot be /,
    ],
    ['no YAML', 'datasets: [penguins\nstrategies: [equal]\n', /, line \d+: it is no YAML or JSON: /],
  ])('refuses %s in one sentence that names the file', async (name, text, sentence) => {
    const file = written(`${name}.yaml`, text);
    const reading = readStudyFile(file);
    await expect(reading).rejects.toThrow(sentence);
    await expect(reading).rejects.toThrow(file);
  });

  it('says that a file is not there', async () => {
    await expect(readStudyFile(join(folder, 'none.yaml'))).rejects.toThrow(/the study cannot be read, it is not there/);
  });

  it('does not let aliases make a small file a large one', async () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdef'[index] ?? ''}`).join(', ')}]`).join('\n')}`;
    await expect(readStudyFile(written('bomb.yaml', bomb))).rejects.toThrow();
  });
});

describe('requestsOf', () => {
  const requests = (study: Partial<StudyFile>): ReturnType<typeof requestsOf> =>
    requestsOf(defineStudy({ datasets: ['penguins'], strategies: ['equal'], ...study }), '/studies/study.yaml');

  it('makes an arm of every strategy with every architecture', () => {
    const [request] = requests({
      strategies: ['equal', { strategy: 'gradnorm', name: 'gn' }],
      architectures: ['hard-sharing', 'mmoe(experts=3)'],
    });
    expect(request?.arms?.map(({ name }) => name)).toEqual([
      'equal, hard-sharing',
      'gn, hard-sharing',
      'equal, mmoe(experts=3)',
      'gn, mmoe(experts=3)',
    ]);
    expect(request?.arms?.at(-1)?.architecture).toMatchObject({
      kind: 'architecture',
      name: 'mmoe',
      options: { experts: 3 },
    });
  });

  it('finds tables from the folder of the file', () => {
    const [request] = requests({
      datasets: [{ table: 'houses.csv', targets: { price: 'regression' }, inputs: ['area'] }],
    });
    expect(request?.table).toMatchObject({ file: '/studies/houses.csv', targets: 'price:regression', inputs: 'area' });
  });

  it('chooses among several encoders and optimizers in a tuned study only', () => {
    const several = { optimizers: ['adam', 'sgd(momentum=0.9)'] };
    expect(() => requests(several)).toThrow(/`optimizers` must be one of them, or a study with `tune`/);
    const [request] = requests({ ...several, tune: { trials: 4 } });
    expect(request?.tuning).toMatchObject({
      trials: 4,
      optimizers: [{ name: 'adam' }, { name: 'sgd', options: { momentum: 0.9 } }],
    });
  });

  it('reads what is to be measured; a number stands for as many points of the front', () => {
    expect(requests({})[0]).not.toHaveProperty('measures');
    const [request] = requests({ front: 16, distill: ['equal'], transfer: 'pairwise', affinity: 10, conflict: 20 });
    expect(request?.measures).toEqual({
      front: { points: 16 },
      distill: ['equal'],
      transfer: ['pairwise'],
      affinity: 10,
      conflict: 20,
    });
  });

  it('refuses parts and options that do not exist', () => {
    expect(() => requests({ encoders: ['mpl'] })).toThrow(/mlp/);
    expect(() => requests({ architectures: ['mmoe(expert=2)'] })).toThrow(/experts/);
  });
});

describe('studyJsonSchema', () => {
  it('has every member with its meaning, for editors', () => {
    const { properties } = studyJsonSchema() as { properties: Record<string, object> };
    expect(Object.keys(properties)).toEqual(Object.keys(studyFileSchema.shape));
    expect(properties.tune).toHaveProperty('description');
  });
});
