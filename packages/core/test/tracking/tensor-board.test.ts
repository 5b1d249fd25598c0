import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Callback } from '../../src/callbacks/callback.ts';
import { crc32c } from '../../src/tracking/tensor-board/crc32c.ts';
import { tensorBoard } from '../../src/tracking/tensor-board/tensor-board.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trackedRun } from './tracked-run.ts';

/** Debian's protocol buffers and CRCs (apt-get install python3-protobuf python3-crcmod): a reader that shares no line with ours. */
const python = '/usr/bin/python3';
const hasReader = spawnSync(python, ['-c', 'import google.protobuf, crcmod']).status === 0;

interface ReadEvent {
  readonly file: string;
  readonly step: number;
  readonly time: number;
  readonly version?: string;
  readonly status?: number;
  readonly scalars: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
}

function readBack(folder: string): readonly ReadEvent[] {
  const printed = execFileSync(python, [join(import.meta.dirname, 'read-events.py'), folder], { encoding: 'utf8' });
  return JSON.parse(printed) as readonly ReadEvent[];
}

describe('CRC-32C', () => {
  // RFC 3720, appendix B.4; the last one is the usual check value.
  it.each([
    ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(255), 0x62a8ab43],
    ['32 rising bytes', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    ['nine digits', new TextEncoder().encode('123456789'), 0xe3069283],
  ])('is as published for %s', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });
});

describe.skipIf(!hasReader)('tensorBoard, read by protobuf and crcmod of Debian', () => {
  it('has the numbers of every step and epoch, and the configuration as a text', async () => {
    const folder = temporaryFolder();
    const { history } = await trackedRun(tensorBoard(folder), { epochs: 2 });
    const events = readBack(folder);
    expect(events[0]).toMatchObject({ version: 'brain.Event:2', step: 0 });
    expect(new Set(events.map(({ file }) => file)).size).toBe(1);
    expect(events[0]?.file).toMatch(
      /^four-numbers\/equal-seed-0-[0-9a-f]{12}\/events\.out\.tfevents\.0{9}1\.equipoise$/,
    );
    const losses = events.filter(({ scalars }) => 'step/loss/sum' in scalars);
    expect(losses.map(({ step }) => step)).toEqual(history.steps.map(({ step }) => step + 1));
    expect(losses.map(({ scalars }) => scalars['step/loss/sum'])).toEqual(
      history.steps.map(({ losses: [loss] }) => Math.fround(loss ?? Number.NaN)),
    );
    const epochs = events.filter(({ scalars }) => 'epoch' in scalars);
    expect(epochs.map(({ step, scalars }) => [step, scalars['validation/largest/accuracy']])).toEqual(
      history.epochs.map(({ epoch, validation }) => [
        10 * (epoch + 1),
        Math.fround(validation.metrics.largest?.accuracy ?? Number.NaN),
      ]),
    );
    expect(events.find(({ texts }) => 'config' in texts)?.texts.config).toContain('| model.encoders.x.name | mlp |');
    const seconds = new Date().getTime() / 1000;
    expect(events.every(({ time }) => time <= seconds && time > seconds - 600)).toBe(true);
  });

  it('has every step once after a run was broken off in a record and resumed', async () => {
    const [folder, kept] = [temporaryFolder(), temporaryFolder()];
    const failing: Callback = {
      name: 'failing',
      onBatchEnd: ({ step }) => (step === 25 ? Promise.reject(new Error('enough')) : undefined),
    };
    const options = { epochs: 4, checkpointsIn: kept };
    await expect(trackedRun(tensorBoard(folder), { ...options, callbacks: [failing] })).rejects.toThrow('enough');
    const own = join(folder, 'four-numbers', readdirSync(join(folder, 'four-numbers'))[0] ?? '');
    const [file = ''] = readdirSync(own);
    truncateSync(join(own, file), readFileSync(join(own, file)).length - 3);
    writeFileSync(join(own, 'events.out.tfevents.1.pytorch'), ''); // Of another program: it stays.
    await trackedRun(tensorBoard(folder), options);
    const events = readBack(folder);
    const steps = events.filter(({ scalars }) => 'step/loss/sum' in scalars).map(({ step }) => step);
    expect(steps).toEqual(Array.from({ length: 40 }, (_, step) => step + 1));
    expect(events.filter(({ status }) => status === 1).map(({ step }) => step)).toEqual([1, 21]); // TensorBoard forgets what it saw from there on.
    expect(events.filter(({ status }) => status === 2)).toHaveLength(1);
    expect(readdirSync(own)).toHaveLength(3);
  });
});
