import type { Executor } from '../trials/run-trials.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { Rate } from './budget.ts';

/** The epochs of the longer one of two trainings, as far as a short one leaves the time. */
const epochs = 11;
/** The share of the budget that measuring may take. */
const share = 0.04;

/**
 * Measures how fast trainings are: one of one epoch, which also starts what makes them, the same once more, and one of some epochs where there is time for it.
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
  const one = first > share * seconds ? first : await time(1);
  if (one * epochs > share * seconds) return { overhead: 0, perEpoch: one, jobs };
  const more = await time(epochs);
  const perEpoch = Math.max((more - one) / (epochs - 1), more / epochs / 10);
  return { overhead: Math.max(0, one - perEpoch), perEpoch, jobs };
}
