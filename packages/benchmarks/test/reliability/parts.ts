import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { random } from '@equipoise/core';

import { faultParts } from './faults/parts.ts';
import { fuzzParts } from './fuzz/parts.ts';
import { killParts } from './kills/parts.ts';
import type { Found, Part } from './part.ts';
import { soakParts } from './soak/parts.ts';

/** Everything that `npm run reliability` measures, in order. */
export const parts: readonly Part[] = [...killParts, ...faultParts, ...fuzzParts, ...soakParts];

/** Does a part, so often or as often as it says, in a folder of its own; the seed is where its random numbers come from. */
export async function runPart(part: Part, { count = part.count, seed = 19 } = {}): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), `equipoise-${part.name}-`));
  try {
    return await part.run({ folder, count, random: random(seed).fork(part.name) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
