/**
 * A sorting network (Batcher's merge exchange): pairs of positions that sort any list when each pair is put in order in turn. It has at
 * most ½·n·log₂n·(log₂n + 1)/2 pairs.
 *
 * @param count - n, how many numbers.
 * @see K. E. Batcher. Sorting Networks and Their Applications. AFIPS 1968. https://doi.org/10.1145/1468075.1468121
 */
export function sortingNetwork(count: number): (readonly [first: number, second: number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let block = 1; block < count; block *= 2) {
    for (let gap = block; gap >= 1; gap /= 2) {
      for (let start = gap % block; start + gap < count; start += 2 * gap) {
        for (let first = start; first < start + gap && first + gap < count; first += 1) {
          const together = Math.floor(first / (2 * block)) === Math.floor((first + gap) / (2 * block));
          if (together) pairs.push([first, first + gap]);
        }
      }
    }
  }
  return pairs;
}
