import type { ConflictResult } from '../../study/measures/conflict-schema.ts';
import { conflictInWords, updatesInWords } from '../../study/measures/conflict-words.ts';
import type { StudyResults } from '../../study/study-results.ts';
import { fixed, signed } from '../../terminal/numbers.ts';
import { layerConflictChart, updateConflictChart } from '../charts/looks.ts';
import { figure } from '../figure.ts';
import { type Cell, emptyCell, numberCell, type Row, tableHtml } from '../table.ts';

type Cosine = Pick<ConflictResult['layers'][string][number], 'cosine' | 'band' | 'verdict'>;

const colours = { conflict: 'hurt', agreement: 'helped', unrelated: 'unclear' } as const;

/**
 * Conflict in every layer, and with the applied updates, over training.
 *
 * @param results - The results of the study.
 * @param conflict - What was seen.
 */
export async function conflictSection(results: StudyResults, conflict: ConflictResult): Promise<string> {
  const tasks = results.study.tasks.map(({ name }) => name);
  const layers = Object.entries(conflict.layers);
  const pairs = layers[0]?.[1].map((pair) => pair.tasks.join(' · ')) ?? [];
  const hint = 'cosine';
  const charts = [
    await figure(layerConflictChart(results), {
      title: 'Conflict in every layer',
      caption: conflictInWords(conflict),
    }),
    tableHtml({
      label: 'Conflict in every layer',
      first: 'layer',
      heads: pairs.map((title) => ({ title, hint })),
      rows: layers.map(([name, found]): Row => ({ name, cells: found.map(cell) })),
    }),
    await figure(updateConflictChart(results), {
      title: 'Conflict with the applied updates',
      caption: updatesInWords(tasks.length),
    }),
    tableHtml({
      label: 'Conflict with the applied updates',
      first: 'strategy',
      heads: [
        ...tasks.map((title) => ({ title, hint })),
        { title: 'least', hint },
        { title: 'some task hurt', hint: 'of the looks' },
      ],
      rows: Object.entries(conflict.updates).map(([name, { tasks: found, least, anyShare }]): Row => ({
        name,
        cells: [
          ...tasks.map((task) => (found[task] ? cell(found[task]) : emptyCell)),
          numberCell(least, signed(least, 3)),
          numberCell(anyShare, `${fixed(anyShare === null ? null : 100 * anyShare, 0)}\u00a0%`),
        ],
      })),
    }),
  ];
  return `${charts.join('\n')}
<p class="soft">Below each cosine the band in which that of unrelated tasks would lie.</p>`;
}

function cell({ cosine, band, verdict }: Cosine): Cell {
  const html = `${signed(cosine, 3)}<small>±${fixed(band, 3)}</small>`;
  return { html, value: cosine ?? Number.NaN, look: colours[verdict] };
}
