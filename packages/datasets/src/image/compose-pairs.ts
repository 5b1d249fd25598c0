import type { Random } from '@equipoise/core';

import { type Digits, digitImages } from '../parse/mnist-digits.ts';
import { overlay } from './overlay.ts';

/** Which digits are paired, and by what chance. */
export interface Pairing {
  /** The digits of a split: each is the left one of one image. */
  readonly members: Uint32Array;
  /** Where the partners come from. */
  readonly stream: Random;
  /** Keeps at most this many images. */
  readonly size?: number;
}

/** Images of two digits each. */
export interface Pairs {
  /** The images. */
  readonly image: readonly Uint8Array[];
  /** What is on the left. */
  readonly left: Int32Array;
  /** What is on the right. */
  readonly right: Int32Array;
  /** What each image is made of. */
  readonly pairs: readonly (readonly [Uint8Array, Uint8Array])[];
}

/**
 * Overlays each image of a split with a partner that is drawn from the same split (itself included, as in the original).
 *
 * @param lefts - Where left images come from.
 * @param rights - Where right images come from: as many as lefts.
 * @param pairing - Which are paired.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 */
export function composePairs(
  lefts: Digits,
  rights: Digits,
  { members, stream, size = members.length }: Pairing,
): Pairs {
  const partners = members.map(() => members[stream.integer(members.length)] ?? 0).slice(0, size);
  const own = members.slice(0, size);
  const none = new Uint8Array(0);
  const [left, right] = [digitImages(lefts), digitImages(rights)];
  const pairs = Array.from(own, (member, index) => {
    return [left[member] ?? none, right[partners[index] ?? 0] ?? none] as const;
  });
  return {
    image: pairs.map(([first, second]) => overlay(first, second)),
    left: Int32Array.from(own, (member) => lefts.labels[member] ?? 0),
    right: Int32Array.from(partners, (member) => rights.labels[member] ?? 0),
    pairs,
  };
}
