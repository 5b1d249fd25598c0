/**
 * The ranks of numbers, from 0 to 1, equal ones with the mean of theirs: what any increasing function of the numbers has as well.
 *
 * @param numbers - The numbers, without NaN.
 */
export function ranksOf(numbers: Float64Array): Float64Array {
  const order = Uint32Array.from(numbers.keys()).sort((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0));
  const ranks = new Float64Array(numbers.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && numbers[order[to] ?? 0] === numbers[order[from] ?? 0]) to += 1;
    for (let index = from; index < to; index += 1) ranks[order[index] ?? 0] = (from + to - 1) / 2 / numbers.length;
    from = to;
  }
  return ranks;
}
