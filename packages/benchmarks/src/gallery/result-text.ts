import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { fewLabelsText } from './few-labels.ts';
import type { GalleryResult } from './result-schema.ts';
import { servingText, simulationText } from './result-words.ts';

/**
 * A result as a terminal shows it.
 *
 * @param result - The result.
 * @param screen - Where it is printed.
 */
export function galleryResultText(result: GalleryResult, { width, paint }: Screen): string {
  const { title, simulated, tasks, why, verdict, interference, weighting, serving, findings, notes } = result;
  const fewLabels = fewLabelsText(result.comparison);
  const part = (name: string, sentences: readonly string[]): string =>
    [paint('bold', name), ...sentences.map((each) => `  ${wrap(each, { width, indent: 2 }).trimStart()}`)].join('\n');
  return [
    paint('bold', title),
    ...(simulated ? [part('Simulation', [simulationText(simulated)])] : []),
    part(
      'Tasks',
      tasks.map(({ name, meaning }) => `${name}: ${meaning}.`),
    ),
    part('Why they might share', [why]),
    part('Did it help?', verdict),
    ...(fewLabels.length > 0 ? [part('With few labels', fewLabels)] : []),
    part('What interfered', [interference]),
    part('Which weighting won', [weighting]),
    part('One model against several', [servingText(serving)]),
    ...findings.map((finding) => part(finding.title, [finding.text])),
    part('To mind', [...result.comparison.cautions, ...notes]),
  ].join('\n\n');
}
