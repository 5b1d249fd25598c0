import type { Executor } from '../trials/run-trials.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { Rate } from './budget.ts';

/** The epochs of the longer one of two trainings: the most, and the least that tells an epoch from what every training takes. */
const [most, least] = [11, 3];
/** The share of the budget that the longer one may take, and the most that it may take where that is too little for the least. */
const [share, limit] = [0.04, 0.15];

/**
 * Measures how fast trainings are: one of one epoch, which also starts what makes them, the same once more, and one of some epochs where there is time for it. Where there is
 * not, all that a training of one epoch takes is counted for its epoch.
 *
 * @param config - Plain sharing.
 * @param options - What makes trainings, how many side by side, the budget in seconds, the time in milliseconds.
 */
export async function measureRate(
  config: TrialConfig,
  {
    execute,
    jobs,
    seconds,
    now,
  }: { readonly execute: Executor; readonly jobs: number; readonly seconds: number; readonly now: () => number },
): Promise<Rate> {
  const time = async (count: number): Promise<number> => {
    const start = now();
    await execute({ ...config, epochs: count, final: false, diagnoseEvery: 0, looks: undefined }, () => undefined);
    return (now() - start) / 1000;
  };
  const first = await time(1);
  const one = first > limit * seconds ? first : await time(1);
  if (one * least > limit * seconds) return { overhead: 0, perEpoch: one, jobs };
  const epochs = Math.min(most, Math.max(least, Math.floor((share * seconds) / one)));
  const more = await time(epochs);
  const perEpoch = Math.max((more - one) / (epochs - 1), more / epochs / 10);
  return { overhead: Math.max(0, one - perEpoch), perEpoch, jobs };
}
