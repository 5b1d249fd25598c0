import type { Comparison } from '../../study/comparison-schema.ts';
import type { FrontResult } from '../../study/measures/front-schema.ts';
import { frontInWords } from '../../study/measures/front-words.ts';
import { fixed } from '../../terminal/numbers.ts';
import { type ArmChanges, frontChart } from '../charts/front.ts';
import { prose } from '../escape.ts';
import { figure } from '../figure.ts';
import { type Cell, numberCell, tableHtml } from '../table.ts';
import { changeCell } from './change-cell.ts';

/** A panel for every two tasks: six panels at most. */
const mostTasks = 4;

/**
 * The front of fixed weights with the arms beside it.
 *
 * @param comparison - The comparison.
 * @param front - The front.
 */
export async function frontSection(comparison: Comparison, front: FrontResult): Promise<string> {
  const tasks = shownTasks(comparison, front);
  const changesOf = ({ changes }: { readonly changes: Readonly<Record<string, number | null>> }): readonly number[] =>
    tasks.map((task) => changes[task] ?? Number.NaN);
  const fixedArms = front.points.map((point): ArmChanges => ({
    name: point.weights.map((weight) => fixed(weight, 2)).join(' : '),
    changes: changesOf(point),
  }));
  const strategies = Object.entries(front.arms).map(([name, arm]): ArmChanges => ({ name, changes: changesOf(arm) }));
  const some = tasks.length < comparison.tasks.length ? ` Shown are the ${tasks.length} tasks that differ most.` : '';
  const chart = await figure(frontChart({ tasks, fixed: fixedArms, strategies }), {
    title: 'Front of fixed weights',
    caption:
      'The change of each task against its separate model, with fixed weights and with every strategy; the mean over the seeds. ' +
      `What lies above or to the right of the line no fixed weights reach.${some}`,
  });
  const rows = Object.entries(front.arms).map(([name, arm]) => ({
    name,
    cells: [
      distanceCell(arm),
      shareCell((100 * (arm.hypervolumeGain ?? Number.NaN)) / (front.hypervolume ?? Number.NaN)),
      changeCell(arm.againstSearched),
    ],
  }));
  const heads = [
    { title: 'below the front', hint: 'what it lacks, over the tasks' },
    { title: 'adds to the volume', hint: 'of what the front covers' },
    { title: 'against searched-fixed', hint: 'difference of Δm' },
  ];
  return `${chart}
<p>${prose(frontInWords(front, comparison.tuningTrials > 0))}</p>
${tableHtml({ label: 'Strategies beside the front of fixed weights', first: 'strategy', heads, rows })}
<p class="soft">searched-fixed has, for each seed, the fixed weights that were best on the validation split. The front is the best of many points on the
test split, which flatters fixed weights a little; the difference to searched-fixed is paired by seed and Holm-corrected.</p>`;
}

/** The tasks whose changes differ most among the points, in their order. */
function shownTasks({ tasks }: Comparison, { points }: FrontResult): readonly string[] {
  const spread = (task: string): number => {
    const values = points.map(({ changes }) => changes[task] ?? Number.NaN);
    return Math.max(...values) - Math.min(...values);
  };
  const names = tasks.map(({ name }) => name);
  const shown = [...names].sort((a, b) => spread(b) - spread(a)).slice(0, mostTasks);
  return names.filter((name) => shown.includes(name));
}

function distanceCell({ distance, dominated }: FrontResult['arms'][string]): Cell {
  const html = `${fixed(distance, 2)}&nbsp;%${dominated ? '<small>dominated</small>' : ''}`;
  return { html, value: distance ?? Number.NaN };
}

function shareCell(percent: number): Cell {
  return numberCell(percent, `${fixed(percent, 1)}\u00a0%`);
}
