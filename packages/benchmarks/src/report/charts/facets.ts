/** How small charts are laid out beside each other. */
export interface Facets {
  /** Charts in a row. */
  readonly columns: number;
  /** The width of each in pixels. */
  readonly width: number;
}

/** The width of the report's column in pixels, less what axes take. */
const available = 900;

/**
 * Lays out so many charts as large as a page allows.
 *
 * @param count - How many.
 * @param most - How many in a row at most.
 */
export function facets(count: number, most = 3): Facets {
  const columns = Math.max(1, Math.min(count, most));
  return { columns, width: Math.min(400, Math.floor(available / columns) - 70) };
}
