import type { StudyStrategy } from '../study/study.ts';
import type { Profile } from './profile.ts';
import { settings } from './settings.ts';

/** The first four strategies; the fixed weights favour the task that is named first. */
function strategies(fixedWeights: readonly number[]): readonly StudyStrategy[] {
  return [
    { name: 'equal', text: 'equal' },
    { name: 'fixed', text: `fixed(weights=[${fixedWeights.join(',')}])` },
    { name: 'uncertainty', text: 'uncertainty' },
    { name: 'gradnorm', text: 'gradnorm' },
  ];
}

/** All data sets in a few minutes on two cores: small budgets, few seeds. */
export const quick: Profile = {
  'multi-mnist': {
    setting: { ...settings['multi-mnist'], epochs: 20 },
    strategies: strategies([1.5, 0.5]),
    seeds: 3,
  },
  words: {
    setting: { ...settings.words, epochs: 10 },
    strategies: strategies([3, 0.5, 0.5, 0.5, 0.5]),
    seeds: 3,
  },
  penguins: {
    setting: { ...settings.penguins, epochs: 80 },
    strategies: strategies([2.5, 0.5, 0.5, 0.5]),
    seeds: 3,
  },
};
