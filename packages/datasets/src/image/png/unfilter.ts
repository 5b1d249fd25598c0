/**
 * Undoes the filters of rows, in place.
 *
 * @param bytes - Rows, each after the byte that names its filter.
 * @param rowBytes - Bytes of a row, without that one.
 * @param pixelBytes - Bytes of a pixel, at least 1.
 * @throws Error when a filter is not known.
 * @see https://www.w3.org/TR/png-3/#9Filters
 */
export function unfilter(bytes: Uint8Array, rowBytes: number, pixelBytes: number): void {
  const rows = bytes.length / (rowBytes + 1);
  for (let row = 0; row < rows; row += 1) {
    const start = row * (rowBytes + 1) + 1;
    const filter = bytes[start - 1] ?? 0;
    if (filter > 4) throw new Error('its pixels are damaged');
    if (filter === 0) continue;
    for (let at = 0; at < rowBytes; at += 1) {
      const left = at < pixelBytes ? 0 : (bytes[start + at - pixelBytes] ?? 0);
      const above = row === 0 ? 0 : (bytes[start + at - rowBytes - 1] ?? 0);
      const corner = row === 0 || at < pixelBytes ? 0 : (bytes[start + at - pixelBytes - rowBytes - 1] ?? 0);
      bytes[start + at] = (bytes[start + at] ?? 0) + predicted(filter, left, above, corner);
    }
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(above - corner),
    Math.abs(left - corner),
    Math.abs(left + above - 2 * corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
