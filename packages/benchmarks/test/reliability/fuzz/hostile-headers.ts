import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DocumentError, loadCheckpoint, loadModel, type Random } from '@equipoise/core';

import { equipoise } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';
import { housesTable } from '../small-jobs.ts';
import { oddValue } from './odd.ts';

type Header = Record<string, unknown>;

/** Writes model and checkpoint files whose headers lie about sizes, places and types: each is refused, and no memory is taken for it. */
export async function hostileHeaders({ folder, random, count }: PartContext): Promise<Found> {
  const model = join(folder, 'model.safetensors');
  const places = ['--out', model, '--checkpoints', join(folder, 'checkpoints')];
  await equipoise('train', ...housesTable(folder), '--epochs', '1', ...places);
  const subjects = [
    [readFileSync(model), (file: string): unknown => loadModel(file)],
    [readFileSync(join(folder, 'checkpoints', 'checkpoint-000001.safetensors')), loadCheckpoint],
  ] as const;
  mkdirSync(join(folder, 'hostile'));
  const file = join(folder, 'hostile', 'file.safetensors');
  const failures: string[] = [];
  const before = process.memoryUsage().rss;
  for (let index = 0; index < count; index += 1) {
    const [bytes, read] = subjects[index % 2 === 0 ? 0 : 1];
    writeFileSync(file, withHostileHeader(bytes, random));
    try {
      read(file);
      failures.push(`header ${index}: it was read`);
    } catch (error) {
      const isSentence = error instanceof DocumentError && /^[^\n]{1,1000}\.$/.test(error.message);
      if (!isSentence) failures.push(`header ${index}: ${String(error).slice(0, 300)}`);
    }
  }
  const grownMb = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
  if (grownMb > 500) failures.push(`reading them took ${grownMb} MB`);
  return { count, failures };
}

function withHostileHeader(bytes: Buffer, random: Random): Buffer {
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header;
  const rest = bytes.subarray(8 + length);
  const names = Object.keys(header);
  const name = names[random.integer(names.length)] ?? '';
  const tensor = header[name] as Header;
  const members = Object.keys(tensor);
  const ways: readonly (() => void)[] = [
    () => (header[name] = oddValue(random, 3)),
    () => (tensor[members[random.integer(members.length)] ?? ''] = oddValue(random, 2)),
    () => (tensor.data_offsets = [0, 2 ** (20 + random.integer(33))]),
    () => (tensor.shape = [2 ** random.integer(53), 2 ** random.integer(53)]),
    () => (header.more = { dtype: 'F32', shape: [1e9, 1e9], data_offsets: [0, 4e18] }),
  ];
  ways[random.integer(ways.length)]?.();
  const text = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(random.integer(8) === 0 ? 2n ** BigInt(random.integer(64)) : BigInt(text.length));
  return Buffer.concat([size, text, rest]);
}
