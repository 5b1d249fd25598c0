import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { equipoise, start } from '../../support/equipoise.ts';
import { trialsSubject } from '../kills/trials-subject.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable, smallComparison } from '../small-jobs.ts';
import { ended, unspoken } from '../spoken.ts';

const things: readonly (readonly [name: string, put: (file: string) => void])[] = [
  ['a folder', (file) => mkdirSync(file)],
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ['a device', (file) => symlinkSync('/dev/zero', file)],
  [
    'a file of a terabyte',
    (file) => {
      writeFileSync(file, '');
      truncateSync(file, 2 ** 40);
    },
  ],
];

/** Puts a folder, a pipe, a device or a file of a terabyte in the place of each file that commands read, and gives them again. */
export async function inPlace({ folder, count }: PartContext): Promise<Found> {
  const out = join(folder, 'out');
  const compare = [...smallComparison(folder), '--out', out];
  const model = join(folder, 'model.safetensors');
  const checkpoints = join(folder, 'checkpoints');
  const train = ['train', ...housesTable(folder), '--epochs', '3', '--checkpoints', checkpoints, '--out', model];
  const predict = ['predict', '--model', model, '--table', join(folder, 'houses.csv')];
  await equipoise(...compare);
  await equipoise(...train);
  const { outcome } = trialsSubject([], 'houses.csv');
  const wholes = [trialFiles(out), readFileSync(model, 'hex')] as const;
  const whole = outcome(out);
  const checks: readonly (() => Promise<readonly string[]>)[] = places().flatMap(({ file, line, mayFail, check }) =>
    things.map(([thing, put]) => async () => {
      rmSync(file, { recursive: true, force: true });
      put(file);
      const said = await ended(start(...line));
      const failed = said.code !== 0 && !mayFail ? [`exit code ${said.code}: ${said.stderr.slice(-200)}`] : [];
      const wrong = [...unspoken(said), ...failed, ...(said.code === 0 ? check() : [])];
      rmSync(file, { recursive: true, force: true });
      await equipoise(...line);
      return wrong.map((sentence) => `${thing} in the place of ${file.slice(folder.length)}: ${sentence}`);
    }),
  );
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) failures.push(...((await checks[index % checks.length]?.()) ?? []));
  return { count, failures };

  function places(): readonly {
    readonly file: string;
    readonly line: readonly string[];
    readonly mayFail: boolean;
    readonly check: () => readonly string[];
  }[] {
    const sameEnd = (): readonly string[] => {
      for (const name of readdirSync(join(out, 'trials'))) {
        if (name.includes('.damaged')) rmSync(join(out, 'trials', name), { recursive: true });
      }
      return outcome(out) === whole ? [] : ['it ends otherwise than before'];
    };
    const sameModel = (): readonly string[] => (readFileSync(model, 'hex') === wholes[1] ? [] : ['another model']);
    const trial = join(out, 'trials', wholes[0][0] ?? '');
    const study = join(out, 'houses.csv');
    return [
      { file: trial, line: compare, mayFail: false, check: sameEnd },
      { file: join(study, 'study.json'), line: compare, mayFail: true, check: sameEnd },
      { file: join(study, 'comparison.json'), line: compare, mayFail: true, check: sameEnd },
      { file: join(checkpoints, 'checkpoint-000003.safetensors'), line: train, mayFail: true, check: sameModel },
      { file: model, line: predict, mayFail: true, check: () => ['it was read as a model'] },
    ];
  }
}

function trialFiles(out: string): readonly string[] {
  return readdirSync(join(out, 'trials')).sort();
}
