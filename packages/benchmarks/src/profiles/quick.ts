import type { Arm } from '../study/study.ts';
import type { Profile } from './profile.ts';
import { settings } from './settings.ts';

/** The first four strategies; the fixed weights favour the task that is named first. */
function arms(fixedWeights: readonly number[]): readonly Arm[] {
  return [
    { name: 'equal', strategy: 'equal' },
    { name: 'fixed', strategy: `fixed(weights=[${fixedWeights.join(',')}])` },
    { name: 'uncertainty', strategy: 'uncertainty' },
    { name: 'gradnorm', strategy: 'gradnorm' },
  ];
}

/** All data sets in a few minutes on two cores: small budgets, five seeds. */
export const quick: Profile = {
  'multi-mnist': {
    training: { ...settings['multi-mnist'], epochs: 20 },
    arms: arms([1.5, 0.5]),
    seeds: 5,
  },
  words: {
    training: { ...settings.words, epochs: 10 },
    arms: arms([3, 0.5, 0.5, 0.5, 0.5]),
    seeds: 5,
  },
  penguins: {
    training: { ...settings.penguins, epochs: 80 },
    arms: arms([2.5, 0.5, 0.5, 0.5]),
    seeds: 5,
  },
};
