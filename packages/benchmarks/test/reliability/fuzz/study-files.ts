import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { EquipoiseError, type Random } from '@equipoise/core';

import { readStudyFile } from '../../../src/study-file/read-study-file.ts';
import { requestsOf } from '../../../src/study-file/requests-of.ts';
import type { Found, PartContext } from '../part.ts';
import { mutated } from '../faults/mutate.ts';
import { oddTexts, oddValue } from './odd.ts';

const whole = `datasets: [penguins, { table: houses.csv, targets: { price: regression, sold: binary }, inputs: [area] }]
strategies: [equal, { strategy: "gradnorm(alpha=0.5)", name: gn, search: { alpha: [0.1, 3] } }, log+mgda]
architectures: [hard-sharing, "mmoe(experts=3)"]
seeds: 5
epochs: 3
tune: { trials: 9, training: { learningRate: [0.001, 0.1] }, optimizer: { weightDecay: {} } }
front: 8
transfer: pairwise
threads: 2
`;

/** Seconds that no study file of these sizes may take: a busy machine is given time. */
const patience = 20;

/** Reads study files that are altered, or hold anything in any place: a study or a sentence comes of each, soon. */
export async function fuzzStudyFiles({ folder, random, count }: PartContext): Promise<Found> {
  const failures: string[] = [];
  let refused = 0;
  for (let index = 0; index < count; index += 1) {
    const isText = index % 2 === 0;
    const file = join(folder, isText ? 'study.yaml' : 'study.json');
    writeFileSync(file, isText ? mutated(Buffer.from(whole), random) : anyStudy(random));
    const began = performance.now();
    try {
      requestsOf(await readStudyFile(file), file);
    } catch (error) {
      refused += 1;
      const isSentence = error instanceof EquipoiseError && /^[^\n]{1,1000}$/.test(error.message);
      if (!isSentence) failures.push(`file ${index}: ${String(error).slice(0, 300)}`);
    }
    const seconds = (performance.now() - began) / 1000;
    if (seconds > patience) failures.push(`file ${index} takes ${seconds} s`);
  }
  return { count, failures, figures: { refused } };
}

/** A study with odd values in the places of one or two of its members. */
function anyStudy(random: Random): string {
  const study: Record<string, unknown> = {
    datasets: ['penguins'],
    strategies: ['equal', { strategy: 'gradnorm', search: { alpha: [0.1, 3] } }],
    tune: { trials: 3, training: { learningRate: [0.001, 0.1] } },
  };
  const names = ['datasets', 'strategies', 'architectures', 'encoders', 'optimizers', 'seeds', 'split', 'epochs'];
  const more = ['batchSize', 'learningRate', 'size', 'tune', 'floors', 'front', 'metrics', 'monitor', 'threads'];
  const all = [...names, ...more, 'transfer', 'affinity', 'distill', 'conflict', 'engine', ...oddTexts];
  for (let times = 0; times < 1 + random.integer(2); times += 1) {
    const name = all[random.integer(all.length)] ?? '';
    Object.defineProperty(study, name, { value: oddValue(random, 3), enumerable: true, configurable: true });
  }
  return JSON.stringify(study);
}
