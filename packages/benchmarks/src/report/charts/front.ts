import type { TopLevelSpec } from 'vega-lite';

import { frontOf, type Objectives } from '../../measures/front.ts';
import { signed } from '../../terminal/numbers.ts';
import { baselineColour, coloursOf } from '../palette.ts';
import { type Chart, type Panel, panelSize, zeroLine } from './panel.ts';

/** What one arm does to every task. */
export interface ArmChanges {
  /** The arm. */
  readonly name: string;
  /** Its mean change of each task against separate models, in percent, positive is better. */
  readonly changes: Objectives;
}

/** What a front is drawn from. */
export interface FrontOptions {
  /** The names of the tasks, in the order of the changes. */
  readonly tasks: readonly string[];
  /** What models with fixed weights reach. */
  readonly fixed: readonly ArmChanges[];
  /** What strategies reach. */
  readonly strategies: readonly ArmChanges[];
}

/** Two tasks that a panel shows. */
type Axes = readonly [across: number, up: number];

/**
 * What strategies reach beside the front of fixed weights, a panel for every two tasks: up and to the right is better, and where the dashed lines
 * cross are separate models. The line is the front of the fixed weights on these two tasks: what lies above or to the right of it no fixed weights reach.
 *
 * @param options - The tasks and what was reached.
 */
export function frontChart({ tasks, fixed, strategies }: FrontOptions): Chart {
  const colours = coloursOf(strategies.map(({ name }) => name));
  const pairs = tasks.flatMap((_, across) =>
    tasks.slice(across + 1).map((__, step): Axes => [across, across + 1 + step]),
  );
  return {
    legend: [
      { name: 'fixed weights and their front', colour: baselineColour, mark: 'line' },
      ...strategies.map(({ name }, index) => ({ name, colour: colours[index] ?? baselineColour, mark: '●' as const })),
    ],
    panels: pairs.map((axes) => panelOf({ tasks, fixed, strategies }, axes, colours)),
  };
}

function panelOf({ tasks, fixed, strategies }: FrontOptions, axes: Axes, colours: readonly string[]): Panel {
  const titles = axes.map((task) => tasks[task] ?? '');
  const place = ({ changes }: ArmChanges): string =>
    axes.map((task) => `${signed(changes[task] ?? Number.NaN, 1)} %`).join(' and ');
  const front = frontAlong(fixed, axes);
  return {
    title: titles.join(' · '),
    alt:
      `Change of ${titles.join(' and of ')}: ${strategies.map((arm) => `${arm.name} ${place(arm)}`).join('; ')}; ` +
      `front of ${fixed.length} fixed weights: ${front.map((arm) => `${arm.name} ${place(arm)}`).join('; ')}.`,
    spec: specOf({ fixed, front, strategies }, { axes, titles, colours }),
  };
}

/** The front of two of the tasks, from left to right. */
function frontAlong(fixed: readonly ArmChanges[], [across, up]: Axes): readonly ArmChanges[] {
  const places = frontOf(fixed.map(({ changes }) => [changes[across] ?? Number.NaN, changes[up] ?? Number.NaN]));
  const front = fixed.filter((_, index) => places.includes(index));
  return front.sort((a, b) => (a.changes[across] ?? 0) - (b.changes[across] ?? 0));
}

function specOf(
  arms: {
    readonly fixed: readonly ArmChanges[];
    readonly front: readonly ArmChanges[];
    readonly strategies: readonly ArmChanges[];
  },
  look: { readonly axes: Axes; readonly titles: readonly string[]; readonly colours: readonly string[] },
): TopLevelSpec {
  const [across, up] = look.axes;
  const values = (of: readonly ArmChanges[]): { name: string; x: number | null; y: number | null }[] =>
    of.map(({ name, changes }) => ({ name, x: changes[across] ?? null, y: changes[up] ?? null }));
  const axis = (index: number) =>
    ({ type: 'quantitative', title: `${look.titles[index] ?? ''}, %`, axis: { tickCount: 5 } }) as const;
  const encoding = { x: { field: 'x', ...axis(0) }, y: { field: 'y', ...axis(1) } } as const;
  const color = {
    field: 'name',
    type: 'nominal',
    scale: { domain: arms.strategies.map(({ name }) => name), range: [...look.colours] },
    legend: null,
  } as const;
  return {
    ...panelSize,
    data: { values: [{}] }, // One row, for the lines at 0.
    height: 220,
    layer: [
      zeroLine('x'),
      zeroLine('y'),
      {
        data: { values: values(arms.front) },
        // Between two points of the front only what both reach is reached.
        mark: { type: 'line', interpolate: 'step-before', color: baselineColour },
        encoding,
      },
      {
        data: { values: values(arms.fixed) },
        mark: { type: 'point', filled: true, opacity: 1, size: 30, color: baselineColour },
        encoding,
      },
      {
        data: { values: values(arms.strategies) },
        mark: { type: 'point', filled: true, opacity: 1, size: 80 },
        encoding: { ...encoding, color },
      },
    ],
  };
}
