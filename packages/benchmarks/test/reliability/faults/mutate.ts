import type { Random } from '@equipoise/core';

/** Alters bytes in one of seven ways, as a disk, a network or a person may; always into other bytes. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const place = random.integer(bytes.length);
  const length = 1 + random.integer(Math.min(64, bytes.length));
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  const ways: readonly (() => Uint8Array)[] = [
    () => flipped(bytes, place, 1 + random.integer(255)),
    () => flipped(bytes, digitFrom(bytes, place), 1),
    () => before,
    () => joined(before, after.subarray(length)),
    () => joined(before, after.subarray(0, length), after),
    () => joined(before, new Uint8Array(length), after.subarray(length)),
    () =>
      joined(
        before,
        Uint8Array.from({ length }, () => random.integer(256)),
        after,
      ),
  ];
  const altered = ways[random.integer(ways.length)]?.() ?? bytes;
  return Buffer.compare(altered, bytes) === 0 ? flipped(bytes, place, 1) : altered;
}

function flipped(bytes: Uint8Array, place: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ mask;
  return copy;
}

/** The place of the next digit of a text: with another last bit it is another digit. */
function digitFrom(bytes: Uint8Array, place: number): number {
  const found = bytes.findIndex((byte, index) => index >= place && byte >= 48 && byte <= 57);
  return found < 0 ? place : found;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
