import { pixelsOf, toChannels } from './pixels.ts';
import { resize, type Size } from './resize.ts';
import { cellError } from './table/cell.ts';
import type { Table } from './table/table.ts';

/** The images that are wanted of a column. */
export interface ImageColumn extends Size {
  /** The column. */
  readonly column: string;
  /** Values of a pixel: 1 or 3. */
  readonly channels: number;
}

/**
 * Makes ready to read images of a column in one size, with the same channels.
 *
 * @param table - The table.
 * @param owner - Whose it is, for error messages.
 * @param wanted - The column, and what its images become.
 * @returns Gives the values of a row's image, from 0 to 255.
 * @throws {@link DataError} when there is no such column; what is returned throws it when a cell is no image.
 */
export function imageReader(
  table: Table,
  owner: string,
  { column, height, width, channels }: ImageColumn,
): (row: number) => Float32Array {
  const cells = table.cells(column);
  const place = { owner, column, describeRow: table.describeRow };
  const expected = `an image: { data, width, height } with 1 to 4 values from 0 to 255 for each pixel, or ${height} × ${width} × ${channels} values alone`;
  return (row) => {
    const received = cells[row];
    const image = pixelsOf(received, { height, width });
    if (!image) throw cellError(place, { row, received, count: 1, expected });
    return resize(toChannels(image, channels), image, { height, width }, channels);
  };
}
