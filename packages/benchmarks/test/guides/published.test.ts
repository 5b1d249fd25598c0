import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { projectRoot, runExample } from '../support/run-example.ts';

const mirror = join(projectRoot, '../shared/data');
const cache = mkdtempSync(join(tmpdir(), 'equipoise-published-'));
const env = { EQUIPOISE_DATASETS: cache, EQUIPOISE_DATASETS_MIRROR: mirror };

afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

/** What the code of a guide measures, on the real files beside the project. */
async function measured(
  name: string,
  edit?: (code: string) => string,
): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const printed = await runExample(name, { env, ...(edit && { edit }) });
  return JSON.parse(printed) as Readonly<Record<string, Readonly<Record<string, number>>>>;
}

describe.skipIf(!existsSync(join(mirror, 'adult')))('the guide to adult (skipped without ../shared/data)', () => {
  it('learns both tasks', async () => {
    const { income, ...others } = await measured('adult');
    expect(income?.auc).toBeGreaterThan(0.86);
    expect(others['never-married']?.auc).toBeGreaterThan(0.865);
  });

  it('comes near to the published accuracy of income with all inputs', async () => {
    // Kohavi 1996: naive Bayes 83.9 %, C4.5 84.5 %, NBTree 85.9 %.
    const { income } = await measured('adult-income');
    expect(income?.accuracy).toBeGreaterThan(0.8446);
  });
});

describe.skipIf(!existsSync(join(mirror, 'snips')))('the guide to snips (skipped without ../shared/data)', () => {
  it('learns intents and slots, here in fewer steps', async () => {
    const fewer = (code: string): string =>
      code
        .replace('epochs: 20', 'epochs: 4')
        .replace('units: 128, layers: 2', 'units: 48, layers: 1')
        .replace('{ seed, download', '{ seed, size: 3000, download');
    const { intent, slots } = await measured('snips', fewer);
    expect(intent?.accuracy).toBeGreaterThan(0.85);
    expect(slots?.['entity-f1']).toBeGreaterThan(0.25);
  });
});
