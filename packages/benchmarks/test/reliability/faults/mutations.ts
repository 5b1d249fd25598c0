import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DocumentError, loadCheckpoint, loadModel, readDocument } from '@equipoise/core';

import { trialDocument } from '../../../src/trials/store.ts';
import { equipoise } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable, smallComparison } from '../small-jobs.ts';
import { mutated } from './mutate.ts';

/** Makes a file, and reads what it says: numbers and texts, as one text. */
interface Subject {
  readonly make: (folder: string) => Promise<string>;
  readonly read: (file: string) => Promise<string>;
}

const trained = async (folder: string): Promise<void> => {
  const places = ['--out', join(folder, 'model.safetensors'), '--checkpoints', join(folder, 'checkpoints')];
  await equipoise('train', ...housesTable(folder), '--epochs', '3', ...places);
};

const subjects = {
  result: {
    async make(folder) {
      await equipoise(...smallComparison(folder), '--out', join(folder, 'out'));
      const trials = join(folder, 'out', 'trials');
      return join(trials, readdirSync(trials)[0] ?? '');
    },
    read: (file) => Promise.resolve(JSON.stringify(readDocument(file, trialDocument))),
  },
  checkpoint: {
    async make(folder) {
      await trained(folder);
      return join(folder, 'checkpoints', 'checkpoint-000003.safetensors');
    },
    read(file) {
      const { tensors, ...body } = loadCheckpoint(file) ?? { tensors: {} };
      return Promise.resolve(JSON.stringify([body, Object.entries(tensors).map(([name, data]) => [name, hex(data)])]));
    },
  },
  model: {
    async make(folder) {
      await trained(folder);
      return join(folder, 'model.safetensors');
    },
    async read(file) {
      const model = loadModel(file);
      const { parameters, buffers } = model.weights;
      const said = JSON.stringify([model.trained, model.preprocessing, hex(parameters), hex(buffers)]);
      await model.dispose();
      return said;
    },
  },
} satisfies Record<string, Subject>;

/** Alters a file time after time: it is refused in a sentence, or says the same to the bit. */
export async function mutations(of: keyof typeof subjects, { folder, random, count }: PartContext): Promise<Found> {
  const subject: Subject = subjects[of];
  const file = await subject.make(folder);
  const [bytes, said] = [readFileSync(file), await subject.read(file)];
  mkdirSync(join(folder, 'altered'));
  const altered = join(folder, 'altered', 'file');
  const failures: string[] = [];
  let refused = 0;
  for (let index = 0; index < count; index += 1) {
    writeFileSync(altered, mutated(bytes, random));
    try {
      if ((await subject.read(altered)) !== said) failures.push(`mutation ${index}: it is read as something else`);
    } catch (error) {
      refused += 1;
      const isSentence = error instanceof DocumentError && /^[^\n]{1,1000}\.$/.test(error.message);
      if (!isSentence) failures.push(`mutation ${index}: ${String(error)}`);
    }
  }
  return { count, failures, figures: { refused } };
}

function hex(data: Float32Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex');
}
