import type { FrontResult } from './front-schema.ts';

/**
 * How the front was made, in a sentence or two.
 *
 * @param front - The front.
 * @param tuned - Whether the study is tuned.
 */
export function frontInWords({ points, training, arms }: FrontResult, tuned: boolean): string {
  const how = {
    own: 'each tuned by itself as every arm is',
    equal: 'each trained as was best for equal weights',
  }[training];
  const beyond = Object.entries(arms).flatMap(([name, { distance }]) => (distance === 0 ? [name] : []));
  const onFront = points.filter((point) => point.onFront).length;
  const lead = `${points.length} fixed weights, ${tuned ? how : 'all trained alike'}; ${onFront} of them ${onFront === 1 ? 'is' : 'are'} on the front.`;
  const reached = beyond.length === 0 ? '' : ` On the front or beyond it: ${beyond.join('; ')}.`;
  return `${lead}${reached}`;
}
