import { svgOf } from '../../report/svg.ts';
import { trajectoryChart } from './chart.ts';
import type { ProblemPaths } from './study.ts';

/**
 * The trajectories of a problem as an SVG element, with no more digits than can be seen.
 *
 * @param study - Where strategies went on a problem.
 */
export async function picture(study: ProblemPaths): Promise<string> {
  const svg = await svgOf(trajectoryChart(study), study.problem.title);
  const rounded = (numbers: string): string =>
    numbers.replace(/\d+\.\d{2,}/g, (number) => String(Math.round(10 * Number(number)) / 10));
  return svg.replace(/ (?:d|transform)="[^"]*"/g, rounded);
}
