import { gather, slice, type Tensor, tensor1d } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import type { ColumnSpec, TensorSpec } from './layer.ts';

/** A column, and its place among the values of a row. */
export interface PlacedColumn extends ColumnSpec {
  /** Its place, from 0. */
  readonly place: number;
}

/**
 * The columns of an input, numbers and categories apart; an input of numbers without columns has only numbers.
 *
 * @param owner - The layer that reads them, for errors.
 * @param input - The input.
 * @throws {@link InvalidOptionError} when it is something else, such as tokens or images.
 */
export function columnsOf(
  owner: string,
  { columns, shape, vocabulary }: TensorSpec,
): { readonly numbers: readonly PlacedColumn[]; readonly categories: readonly PlacedColumn[] } {
  const [width] = shape;
  if (vocabulary !== undefined || width === undefined || shape.length !== 1) {
    const received = vocabulary === undefined ? shape : 'tokens';
    throw new InvalidOptionError(owner, 'input', 'rows of a table, or numbers', received);
  }
  const given: readonly ColumnSpec[] = columns ?? Array.from({ length: width }, (_, place) => ({ name: `${place}` }));
  const placed = given.map((column, place) => ({ ...column, place }));
  return {
    numbers: placed.filter(({ levels }) => levels === undefined),
    categories: placed.filter(({ levels }) => levels !== undefined),
  };
}

/**
 * The values of some columns.
 *
 * @param rows - The rows (batch × values).
 * @param columns - The columns, in the order of their places.
 */
export function valuesAt(rows: Tensor, columns: readonly PlacedColumn[]): Tensor {
  const places = columns.map(({ place }) => place);
  const [first = 0] = places;
  const areNeighbours = places.every((place, index) => place === first + index);
  if (!areNeighbours) return gather(rows, tensor1d(places, 'int32'), 1);
  return places.length === rows.shape[1] ? rows : slice(rows, [0, first], [-1, places.length]);
}
