import { ShapeError } from './errors.ts';

/**
 * An element of a list that must be there.
 *
 * @param list - The list.
 * @param index - The element's place, from 0.
 * @throws {@link ShapeError} when the list is shorter.
 */
export function at<Element>(list: readonly Element[], index: number): Element {
  const element = list[index];
  if (element === undefined) throw new ShapeError(`expected more than ${index} elements, received ${list.length}.`);
  return element;
}
