import type { Point, Problem } from './problem.ts';

/** A line along which a function has one value. */
export type Contour = readonly Point[];

/** Squares that the window is cut into, each way. */
const cells = 36;

/** Lines of a drawing. */
const levels = 9;

/** Which two sides of a square a line crosses, by which of its corners are above the level: 1, 2, 4 and 8 in turn round the square. */
const crossings: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

/**
 * Lines of equal mean loss over the window of a problem, by marching squares. The levels leave equal parts of the window
 * between them.
 *
 * @param problem - The problem.
 */
export function contours(problem: Problem): Contour[] {
  const { window } = problem;
  const place = (column: number, row: number): Point => [
    window.x[0] + ((window.x[1] - window.x[0]) * column) / cells,
    window.y[0] + ((window.y[1] - window.y[0]) * row) / cells,
  ];
  const grid = Array.from({ length: cells + 1 }, (_, row) =>
    Array.from({ length: cells + 1 }, (__, column) => {
      const { losses } = problem.evaluate(place(column, row));
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    }),
  );
  const sorted = grid.flat().sort((one, other) => one - other);
  return Array.from({ length: levels }, (_, index) => {
    const level = sorted[Math.floor(((index + 0.5) / levels) * sorted.length)] ?? 0;
    return joined(segments(grid, level, place));
  }).flat();
}

interface Segment {
  /** The sides of squares that its ends are on: neighbours share them. */
  readonly keys: readonly [string, string];
  readonly ends: readonly [Point, Point];
}

function segments(
  grid: readonly (readonly number[])[],
  level: number,
  place: (column: number, row: number) => Point,
): Segment[] {
  const found: Segment[] = [];
  for (let row = 0; row < cells; row += 1) {
    for (let column = 0; column < cells; column += 1) {
      const corners = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const;
      const values = corners.map(([x, y]) => grid[y]?.[x] ?? 0);
      const kind = values.reduce((sum, value, corner) => sum + (value > level ? 2 ** corner : 0), 0);
      const end = (side: number): { readonly key: string; readonly point: Point } => {
        const [from, to] = side === 0 || side === 1 ? [side, side + 1] : [(side + 1) % 4, side]; // The same way round for both squares.
        const [start, stop] = [corners[from] ?? corners[0], corners[to] ?? corners[0]];
        const [low, high] = [values[from] ?? 0, values[to] ?? 0];
        const share = (level - low) / (high - low);
        const point = place(start[0] + share * (stop[0] - start[0]), start[1] + share * (stop[1] - start[1]));
        return { key: [...start, ...stop].join(), point };
      };
      for (const [from, to] of crossings[kind] ?? []) {
        const [start, stop] = [end(from), end(to)];
        found.push({ keys: [start.key, stop.key], ends: [start.point, stop.point] });
      }
    }
  }
  return found;
}

/** Lines as long as can be made of the segments. */
function joined(segments: readonly Segment[]): Contour[] {
  const left = new Set(segments);
  const touching = new Map<string, Segment[]>();
  for (const segment of segments) {
    for (const key of segment.keys) touching.set(key, [...(touching.get(key) ?? []), segment]);
  }
  const follow = (from: string): Point[] => {
    const line: Point[] = [];
    for (let key = from; ;) {
      const next = touching.get(key)?.find((segment) => left.has(segment));
      if (!next) return line;
      left.delete(next);
      const far = next.keys[0] === key ? 1 : 0;
      line.push(next.ends[far]);
      key = next.keys[far];
    }
  };
  const lines: Contour[] = [];
  for (const segment of segments) {
    if (!left.delete(segment)) continue;
    const [first, last] = [follow(segment.keys[0]), follow(segment.keys[1])];
    lines.push([...first.reverse(), ...segment.ends, ...last]);
  }
  return lines;
}
