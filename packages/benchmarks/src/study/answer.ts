import { hasWidth, type Interval } from '../statistics/paired-interval.ts';
import type { Finding } from './findings.ts';

/**
 * Answers "did sharing help or hurt?" for one task in one sentence, from the strategy that stands for plain sharing.
 *
 * @param finding - What that strategy did to the task.
 */
export function answer(finding: Finding): string {
  const { task, strategy, change, verdict } = finding;
  const moved = `${percent(change.mean)} with ${strategy} (${intervalInWords(change)})`;
  if (verdict === 'helped') return `${task}: sharing helped, ${moved}.`;
  if (verdict === 'hurt') return `${task}: sharing hurt, ${moved}.`;
  return `${task}: no clear difference, ${moved}.`;
}

/**
 * The findings that answer for plain sharing: those of `equal`, or of the first strategy where `equal` was not compared.
 *
 * @param findings - All findings of a study.
 */
export function plainSharing(findings: readonly Finding[]): readonly Finding[] {
  const names = findings.map(({ strategy }) => strategy);
  const plain = names.includes('equal') ? 'equal' : names[0];
  return findings.filter(({ strategy }) => strategy === plain);
}

function intervalInWords(interval: Interval): string {
  const { low, high } = interval;
  if (!Number.isFinite(low)) return 'one seed: no interval';
  if (!hasWidth(interval)) return 'the same with every seed: no interval';
  return `95 % interval ${percent(low)} to ${percent(high)}`;
}

function percent(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (Number(text) === 0) return '0.0 %';
  return `${value < 0 ? '−' : '+'}${text} %`;
}
