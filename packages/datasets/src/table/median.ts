/**
 * The median of numbers: the middle one, or the mean of the two in the middle; NaN when there are none.
 *
 * @param numbers - The numbers; their order is changed.
 */
export function median(numbers: Float64Array): number {
  const { length } = numbers;
  if (length === 0) return Number.NaN;
  const middle = length >> 1;
  const upper = select(numbers, middle);
  if (length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < middle; index += 1) lower = Math.max(lower, numbers[index] ?? 0);
  return lower / 2 + upper / 2;
}

/** The number that would stand at a place if they were sorted (Hoare's quickselect); what stands before it is no larger. */
function select(numbers: Float64Array, place: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((numbers[left] ?? 0) < pivot) left += 1;
      while ((numbers[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const swapped = numbers[left] ?? 0;
      numbers[left] = numbers[right] ?? 0;
      numbers[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return numbers[place] ?? 0;
}
