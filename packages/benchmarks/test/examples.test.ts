import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { projectRoot, runExample } from './support/run-example.ts';

/** The number after some words, which must be there. */
function numberAfter(words: string, text: string): number {
  const line = text.replaceAll(/\s+/g, ' '); // Node breaks long objects into several lines.
  expect(line).toContain(words);
  return Number.parseFloat(line.slice(line.indexOf(words) + words.length));
}

describe('examples', () => {
  it('quick-start learns the species of penguins', async () => {
    const text = await runExample('quick-start');
    expect(numberAfter('species { accuracy: ', text)).toBeGreaterThanOrEqual(0.95);
    expect(text).toMatch(/^engine (native|wasm), best epoch \d+, mean weights: \[[\s\d.,]+\]$/m);
  });

  it('own-table learns a CSV file, saves the model, loads it and predicts a new row', async () => {
    const text = await runExample('own-table');
    // 44 % of the days have the most frequent weather; always saying the mean temperature is 5.0 °C off.
    expect(numberAfter('weather { accuracy: ', text)).toBeGreaterThan(0.7);
    expect(numberAfter('temp_min { rmse: ', text)).toBeLessThan(3);
    // Of 35 days of 8 to 16 mm and 7 to 11 °C, it rained on 31, and the mean of the lowest temperatures is 3.7 °C.
    expect(text).toMatch(/weather: \{ class: 'rain'/);
    const night = Number(/temp_min: (-?\d+(?:\.\d+)?)/.exec(text.slice(text.indexOf('class:')))?.[1]);
    expect(night).toBeGreaterThan(2);
    expect(night).toBeLessThan(6);
  });

  it('weigh and load-dataset print what their comments say', async () => {
    expect(await runExample('weigh')).toBe('[ 1, 1 ] [ 1.025, 0.975 ]\n');
    const [tasks, size, classes] = (await runExample('load-dataset')).split('\n');
    expect(tasks).toBe("[ 'species', 'island', 'sex', 'body-mass' ]");
    expect([size, classes]).toEqual(['199 CC0', '{ Adelie: 83, Chinstrap: 47, Gentoo: 69 }']);
  });

  it('floors keeps what equal weights break', async () => {
    const [equal = '', floored = ''] = (await runExample('floors')).trim().split('\n');
    expect(numberAfter('equal ', equal)).toBeLessThan(0.8);
    expect(numberAfter('dual-ascent ', floored)).toBeGreaterThanOrEqual(0.8);
    expect(floored).not.toContain('misses');
  });

  it('grow-a-model adds and removes a task, starts from weights, and learns from teachers', async () => {
    expect((await runExample('grow-a-model')).trim().split('\n')).toEqual([
      "[ 'temp_min', 'weather' ] true",
      "[ 'weather' ]",
      expect.stringMatching(/^start: \d+ weights were taken; 2 begin anew: heads\/weather\//),
      'true true',
    ]);
  });

  it('diagnose prints cosine, size and condition of layers, and whom an update served least', async () => {
    const lines = (await runExample('diagnose')).trim().split('\n');
    const number = String.raw`-?\d+\.\d+`;
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(new RegExp(`^0 encoder/dense-0 ${number} ${number} ${number}$`)),
      expect.stringMatching(new RegExp(`^0 encoder/dense-1 ${number} ${number} ${number}$`)),
      expect.stringMatching(new RegExp(`^0 update ${number}$`)),
    ]);
  });

  it('missing-labels learns a price from the fifth of the rows that have one', async () => {
    const text = await runExample('missing-labels');
    expect(numberAfter('price: ', text)).toBeGreaterThan(50);
    expect(text).toContain('bright: 360 of 360 rows have a label');
    expect(numberAfter('price { rmse: ', text)).toBeLessThan(5); // The mean of all prices is 58 off.
  });

  it('export-onnx gives by ONNX Runtime what equipoise predicts', async () => {
    const text = await runExample('export-onnx');
    rmSync(join(projectRoot, 'weather.onnx'));
    const [, kind, degrees] = /^onnx (\S+) (\S+)$/m.exec(text) ?? [];
    expect(text).toContain(`class: '${kind}'`);
    expect(numberAfter('temp_min: ', text)).toBeCloseTo(Number(degrees), 4);
  });

  it('own-files prints what its comments say', async () => {
    expect((await runExample('own-files')).trim().split('\n')).toEqual([
      '877 2',
      '60',
      '60',
      "1461 [ 'date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather' ]",
    ]);
  });

  it('describe-table prints what its comments say', async () => {
    expect((await runExample('describe-table')).trim().split('\n')).toEqual([
      'date date input regression',
      'precipitation number input regression',
      'temp_max number input regression',
      'temp_min number target regression',
      'wind number input regression',
      'weather category target multiclass',
      "{ name: 'rain', count: 641 }",
      'date 0 0 0 0',
    ]);
  });

  it('altered-data prints what its comments say', async () => {
    expect((await runExample('altered-data')).trim().split('\n')).toEqual([
      'mmoe-synthetic(correlation=-0.5)',
      "[ 'species', 'island', 'sex', 'body-mass', 'coin' ]",
      '20 { Biscoe: 13, Dream: 4, Torgersen: 3 }',
    ]);
  });

  it('track keeps every fifth step, every epoch and the test split', async () => {
    const [events = '', names = ''] = (await runExample('track')).split(/\n(?=\[)/);
    expect(events).toBe('begin, values 5, values 6, values 10, values 12, values 15, values 18, end, values 18');
    expect(names).toContain("'step/weight/body-mass'");
  });

  it('compare-strategies says what sharing did under two strategies', async () => {
    expect(await runExample('compare-strategies')).toMatch(
      /^equal: Δm -?\d+\.\d %\ngradnorm\(alpha=0\.5\): Δm -?\d+\.\d %\n$/,
    );
  });

  it('charts lists the rows and the panels of a report', async () => {
    const text = await runExample('charts');
    expect(text).toMatch(/^\d+ dataset strategy seed task metric test validation/);
    expect(text).toMatch(/^Mean change over the tasks \(Δm\): penguins$/m);
    expect(text).toMatch(/^Change of each task: species: accuracy$/m);
  });

  it('late-fusion learns from a number, a text and an image what two of them do not tell', async () => {
    const text = await runExample('late-fusion');
    const [accuracy, error] = (text.split('\n')[0] ?? '').split(' ').map(Number);
    // Without one of the three, every other offer is a guess: 3/4 are right, and stars are ½ off.
    expect(accuracy).toBeGreaterThan(0.85);
    expect(error).toBeLessThan(0.35);
    expect(text).toContain("class: 'yes'");
  });

  it('translation writes a message in German and says its group', async () => {
    const text = await runExample('translation');
    expect(numberAfter('BLEU ', text)).toBeGreaterThan(5);
    expect(numberAfter('group ', text)).toBeGreaterThan(0.4);
    expect(text).toContain('" { 0 } "');
  });

  it('resume-training goes on with the third epoch', async () => {
    expect(await runExample('resume-training')).toMatch(/^(epoch [1-4]: \d\.\d{3}\n){4}$/);
  });

  it.each(['own-texts/conll', 'own-texts/slots', 'own-texts/parallel', 'own-texts/ngrams', 'other-tables'])(
    '%s prints what its comments say',
    async (name) => {
      const code = readFileSync(join(projectRoot, 'examples', `${name}.ts`), 'utf8');
      const said = code.split('\n').flatMap((line) => /(?:console\.log\(.*\);|^) ?\/\/ (.*)$/.exec(line)?.[1] ?? []);
      const lines = (await runExample(name)).trim().split('\n');
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(said).toContain(line);
    },
  );
});
