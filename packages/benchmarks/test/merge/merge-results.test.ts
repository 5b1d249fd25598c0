import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { mergeResults } from '../../src/merge/merge-results.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { openStore } from '../../src/trials/store.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-merge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [config] = trialsOf(smallStudy()) as readonly [TrialConfig];

/** A folder with the result of one trial. */
function keep(name: string, change: (result: TrialResult) => TrialResult): string {
  const out = join(folder, name);
  openStore(out, () => undefined).write(change(madeUpResult(config, () => ({}))));
  return out;
}

describe('mergeResults', () => {
  it('takes a trial that two machines made, if they agree on all but their times', () => {
    const first = keep('first', (result) => result);
    const second = keep('second', (result) => ({
      ...result,
      msPerStep: 7,
      machine: { ...result.machine, cpu: 'other' },
    }));
    const out = join(folder, 'agreed');
    expect(mergeResults([first, second], { out })).toEqual({ copied: 1, same: 1, damaged: 0 });
    const third = keep('third', (result) => ({ ...result, parameters: result.parameters + 1 }));
    expect(() => mergeResults([third], { out })).toThrow(/of one trial and have different numbers/);
    expect(Object.values(trialsIn(out))).toEqual(Object.values(trialsIn(first)));
  });

  it('refuses several versions unless told', () => {
    const now = keep('now', (result) => result);
    const old = keep('old', (result) => result);
    const older = { ...config, version: '0.0.1' };
    openStore(old, () => undefined).write(madeUpResult(older, () => ({})));
    const out = join(folder, 'versions');
    expect(() => mergeResults([now, old], { out })).toThrow(/several versions: .*0\.0\.1 .*--mixed-versions/);
    expect(trialsIn(out)).toEqual({});
    expect(mergeResults([now, old], { out, mixedVersions: true })).toEqual({ copied: 2, same: 1, damaged: 0 });
  });
});
