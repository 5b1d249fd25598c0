/** The ends of an axis. */
export type Range = readonly [low: number, high: number];

/** The axis of one panel. */
export interface PanelAxis {
  /** Where the axis begins and ends. */
  readonly range: Range;
  /** Whether other panels have another range. */
  readonly own: boolean;
}

/** How many times wider or narrower a range may be than the one in the middle to be on the same axis. */
const similar = 4;

/**
 * The axes of panels that should be compared by eye: one range for all whose values reach about equally far from 0, and one
 * of its own for each whose values reach more than four times as far, or less than a quarter as far, as those in the middle.
 * Every range includes 0.
 *
 * @param values - The values of each panel.
 */
export function axisRanges(values: readonly (readonly number[])[]): readonly PanelAxis[] {
  const ranges = values.map(rangeOf);
  const reaches = ranges.map(reach);
  const centre = middle(reaches.filter((value) => value > 0));
  const together = reaches.map((value) => value <= similar * centre && value >= centre / similar);
  const shared = rangeOf(ranges.flatMap((range, index) => (together[index] ? range : [])));
  return ranges.map((range, index) => (together[index] ? { range: shared, own: false } : { range, own: true }));
}

function rangeOf(values: readonly number[]): Range {
  const finite = values.filter(Number.isFinite);
  return [Math.min(0, ...finite), Math.max(0, ...finite)];
}

function reach([low, high]: Range): number {
  return Math.max(-low, high);
}

/** The lower one of the two in the middle of an even count, so that it is one of the values. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
}
