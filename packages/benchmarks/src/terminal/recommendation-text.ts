import type { Recommendation } from '../recommend/recommendation-schema.ts';
import { fixed, signed } from './numbers.ts';
import type { Screen } from './screen.ts';
import { renderTable } from './table.ts';
import { wrap } from './wrap.ts';

/** Stages whose findings are in the tables; `recommendation.json` has all of them. */
const inTables = ['successive halving', 'last comparison'];

/**
 * A recommendation as it is printed: the verdict, the ways side by side, what they cost, where the models are.
 *
 * @param found - The recommendation.
 * @param screen - Where it is printed.
 */
export function recommendationText(found: Recommendation, screen: Screen): string {
  const lines = (text: string): string => wrap(text, { width: screen.width, indent: 0 });
  const { cost, alternatives, evidence, model, rule, study, command } = found;
  const ways = alternatives.map(({ name, groups, gain, difference }) => [
    name,
    String(groups.length),
    `${signed(gain.estimate, 1)} (${signed(gain.interval[0], 1)} to ${signed(gain.interval[1], 1)})`,
    `${signed(difference.estimate, 1)} (${signed(difference.interval[0], 1)} to ${signed(difference.interval[1], 1)})`,
  ]);
  const costs = Object.entries({ recommended: cost.chosen, 'one model': cost.together, separate: cost.separate });
  return [
    screen.paint('bold', lines(found.verdict)),
    lines(rule),
    renderTable(
      { head: ['other way', 'models', 'against separate, %', 'against the recommended, %'], rows: ways },
      screen.width,
    ),
    renderTable(
      {
        head: ['cost', 'models', 'parameters', 'kB', 'ms a step', 'ms a prediction'],
        rows: costs.map(([name, { models, parameters, bytes, msPerStep, msPerPrediction }]) => [
          name,
          String(models),
          String(parameters),
          fixed(bytes / 1000, 1),
          fixed(msPerStep, 2),
          fixed(msPerPrediction, 2),
        ]),
      },
      screen.width,
    ),
    evidence
      .filter(({ stage }) => !inTables.includes(stage))
      .map(({ stage, finding }) => lines(`${stage}: ${finding}`))
      .join('\n'),
    model.map(({ file, tasks }) => `Model of ${tasks.join(', ')}: ${file}`).join('\n'),
    `The study: equipoise report ${study}\nAgain: ${command}`,
  ].join('\n\n');
}
