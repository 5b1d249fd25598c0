import { type Random, random } from '@equipoise/core';

/**
 * The chance of one batch: a function of the seed and of which examples it has, in order, and of nothing else. So a run that is resumed draws what it
 * would have drawn; and as every epoch has another order, an example is changed in another way in each.
 *
 * @param seed - The seed.
 * @param indices - The examples of the batch.
 */
export function batchStream(seed: number, indices: Uint32Array): Random {
  // FNV-1a over the bytes of the indices, in 32 bits: http://www.isthe.com/chongo/tech/comp/fnv
  let hash = 0x811c9dc5;
  for (const index of indices) {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((index >>> shift) & 255), 0x01000193);
  }
  return random(seed).fork(`augment ${hash >>> 0}`);
}
