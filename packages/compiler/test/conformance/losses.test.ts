import { describe, expect, it } from 'vitest';

import { losses } from './cases/losses.ts';
import { compare } from './compare.ts';

describe('losses', () => {
  it.each(losses)('are what TensorFlow.js computes: $name', async (example) => {
    expect((await compare(example)).size).toBeGreaterThan(0);
  });
});
