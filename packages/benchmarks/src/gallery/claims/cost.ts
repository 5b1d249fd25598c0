import { fixed } from '../../terminal/numbers.ts';
import { median } from '../../statistics/summary.ts';
import type { Claim } from './claim.ts';

/** One model is smaller and faster than several. */
export const cost: Claim = {
  name: 'fewer parameters and less compute',
  side: 'advantage',
  claim: 'One model has fewer parameters than a model for each task, and predicts and trains faster.',
  rule: 'Parameters, time to predict all tasks, and time of a training step with equal weights, all models of one side together. Holds: one model needs less of each in every entry.',
  measure(results) {
    const ratios = results.map(({ serving, comparison }) => ({
      parameters: serving.separate.parameters / serving.one.parameters,
      predict: serving.separate.manyMs / serving.one.manyMs,
      step:
        (comparison.baselineCost.msPerStep ?? Number.NaN) / (comparison.strategies.equal?.cost.msPerStep ?? Number.NaN),
    }));
    const of = (key: keyof (typeof ratios)[number]): readonly number[] => ratios.map((ratio) => ratio[key]);
    const text = (key: keyof (typeof ratios)[number]): string => {
      const values = of(key);
      return `${fixed(median(values), 1)} times (${fixed(Math.min(...values), 1)} to ${fixed(Math.max(...values), 1)})`;
    };
    const every = ratios.every(({ parameters, predict, step }) => parameters > 1 && predict > 1 && step > 1);
    const some = ratios.some(({ parameters }) => parameters > 1);
    return {
      verdict: every ? 'holds' : some ? 'depends' : 'does not hold',
      figures: `Separate models need ${text('parameters')} the parameters, ${text('predict')} the time to predict, ${text('step')} the time of a training step; medians over ${results.length} entries.`,
    };
  },
};
