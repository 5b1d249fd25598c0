import type { Comparison } from '../../study/comparison-schema.ts';
import type { FrontResult } from '../../study/measures/front-schema.ts';
import { frontInWords } from '../../study/measures/front-words.ts';
import { fixed } from '../numbers.ts';
import type { Screen } from '../screen.ts';
import { renderTable } from '../table.ts';
import { wrap } from '../wrap.ts';
import { changeText } from './change-text.ts';

/**
 * The front of fixed weights as it is printed: where each arm lies beside it.
 *
 * @param comparison - The comparison.
 * @param front - The front.
 * @param screen - Where it is printed.
 */
export function frontText({ tuningTrials }: Comparison, front: FrontResult, screen: Screen): string {
  const rows = Object.entries(front.arms).map(([name, arm]) => [
    name,
    fixed(arm.distance, 2),
    arm.dominated ? 'yes' : 'no',
    fixed(arm.hypervolumeGain === null ? null : (100 * arm.hypervolumeGain) / (front.hypervolume ?? Number.NaN), 1),
    changeText(arm.againstSearched, screen),
  ]);
  const head = ['', 'below the front, %', 'dominated', 'adds to volume, %', 'Δm less searched-fixed'];
  return [
    screen.paint('bold', 'Front of fixed weights'),
    wrap(frontInWords(front, tuningTrials > 0), { width: screen.width, indent: 0 }),
    renderTable({ head, rows, text: [0, 2] }, screen.width),
  ].join('\n');
}
