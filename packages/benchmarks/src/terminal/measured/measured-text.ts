import type { Comparison } from '../../study/comparison-schema.ts';
import type { Screen } from '../screen.ts';
import { conflictText } from './conflict-text.ts';
import { dataEfficiencyText } from './data-efficiency-text.ts';
import { frontText } from './front-text.ts';
import { affinityText, transferText } from './transfer-text.ts';

/**
 * What a study measured beside the comparison, as it is printed: a text for each measure.
 *
 * @param comparison - The comparison.
 * @param screen - Where it is printed.
 */
export function measuredText(comparison: Comparison, screen: Screen): readonly string[] {
  const { front, transfer, affinity, conflict, dataEfficiency } = comparison.measured ?? {};
  return [
    ...(front ? [frontText(comparison, front, screen)] : []),
    ...(transfer ? [transferText(comparison, transfer, screen)] : []),
    ...(affinity ? [affinityText(comparison, affinity, screen)] : []),
    ...(conflict ? [conflictText(comparison, conflict, screen)] : []),
    ...(dataEfficiency ? [dataEfficiencyText(dataEfficiency, screen)] : []),
  ];
}
