/** A file that is cut, has wrong bytes, or a part of itself where it does not belong. */
export function damaged(sound: Uint8Array, round: number, below: (count: number) => number): Uint8Array {
  if (round % 3 === 0) return sound.subarray(0, below(sound.length));
  const copy = Uint8Array.from(sound);
  if (round % 3 === 1) {
    for (let hits = 1 + below(4); hits > 0; hits -= 1) copy[below(copy.length)] = below(256);
    return copy;
  }
  const [from, length] = [below(sound.length), below(64)];
  copy.set(
    sound.subarray(from, from + length).subarray(0, sound.length),
    below(sound.length - Math.min(64, sound.length - 1)) % Math.max(1, sound.length - length),
  );
  return copy;
}
