import { executeTrial, type ExecuteTrialOptions } from './execute-trial.ts';
import { type TrialConfig, trialConfigSchema } from './trial-config.ts';

/**
 * Makes this process a worker: it receives one configuration at a time, makes the trial, and sends the result or the error.
 *
 * @param load - Gives the data of a trial.
 */
export function serveTrials(load: NonNullable<ExecuteTrialOptions['load']>): void {
  // The terminal sends Ctrl-C to every process of the command: the parent hears it too, and ends this one.
  process.on('SIGINT', () => undefined);
  // A parent that was killed leaves no one to take the result.
  process.on('disconnect', () => process.exit(1));
  process.on('message', (config) => void makeTrial(trialConfigSchema.parse(config)));

  let lastTold = 0;
  const onStep = ({ step, steps }: { readonly step: number; readonly steps: number }): void => {
    if (performance.now() - lastTold < 200 && step < steps) return;
    lastTold = performance.now();
    tell({ progress: { step, steps } });
  };
  const makeTrial = async (config: TrialConfig): Promise<void> => {
    try {
      tell({ result: await executeTrial(config, { load, onStep }) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
      tell({ error: { name, message } });
    }
  };
}

/** Tells the parent; where it is gone, this process ends by itself. */
function tell(message: object): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
