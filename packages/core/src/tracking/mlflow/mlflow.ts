import { InvalidOptionError } from '../../errors.ts';
import { checkKnownOptions } from '../../known-options.ts';
import { wallTime } from '../clock.ts';
import type { TrackedRun, TrackEvent, Tracker } from '../tracker.ts';
import { metricBatches, type MlflowMetric, metricsOf } from './batches.ts';
import { mlflowClient, MlflowError } from './client.ts';
import { authorizationOf, serverUri } from './credentials.ts';
import { hasEnded, openRun, type ServerRun } from './open-run.ts';

/** Milliseconds in which a server that failed is left alone. */
const restMs = 30_000;

/** Options of {@link mlflow}. */
export interface MlflowOptions {
  /**
   * The server.
   *
   * @defaultValue the environment variable `MLFLOW_TRACKING_URI`
   */
  readonly uri?: string | undefined;
  /**
   * The experiment, which is made when it is missing.
   *
   * @defaultValue the data set's name
   */
  readonly experiment?: string | undefined;
  /**
   * Whether an error of the server ends the training.
   *
   * @defaultValue false
   */
  readonly strict?: boolean | undefined;
  /**
   * Hears of an error of the server, in one sentence, when the training goes on.
   *
   * @defaultValue a warning of the process
   */
  readonly onWarning?: ((sentence: string) => void) | undefined;
  /**
   * Milliseconds before a failed request is made again; twice as many before each further try.
   *
   * @defaultValue 500
   */
  readonly pause?: number | undefined;
}

/** A run that is tracked: what the server has of it, and what it has not been sent yet. */
interface OpenRun {
  readonly isResumed: boolean;
  server?: ServerRun | undefined;
  unsent: readonly MlflowMetric[];
  end?: 'FINISHED' | 'FAILED';
}

/**
 * Keeps runs on an MLflow server, over its REST API: experiment, run, parameters, metrics with their steps. A run that is resumed goes on in its own run
 * on the server, and no step is sent twice. Who asks is proved by `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`, or by `MLFLOW_TRACKING_TOKEN`.
 *
 * A request that fails in passing is made four times. An error does not end the training unless `strict` is set: it is told once, what was not sent is kept, and the
 * server is asked again after 30 seconds and at the end.
 *
 * Source: MLflow, REST API, https://mlflow.org/docs/latest/rest-api.html.
 *
 * @param options - The server, and what an error does.
 * @throws {@link InvalidOptionError} when there is no server's address, or it is none.
 */
export function mlflow(options: MlflowOptions = {}): Tracker {
  checkKnownOptions<MlflowOptions>('mlflow', options, {
    uri: true,
    experiment: true,
    strict: true,
    onWarning: true,
    pause: true,
  });
  const { experiment, strict = false, onWarning = warnProcess, pause = 500 } = options;
  if (!(pause >= 0)) throw new InvalidOptionError('mlflow', 'pause', 'at least 0 milliseconds', pause);
  const ask = mlflowClient({ uri: serverUri(options.uri), authorization: authorizationOf(), pause });
  const open = new Map<string, OpenRun>();
  let restUntil = 0;
  let isDown = false;

  const send = async (told: TrackedRun, run: OpenRun): Promise<void> => {
    run.server ??= await openRun(ask, experiment ?? told.group, told, run.isResumed);
    const { id, logged } = run.server;
    const fresh = run.unsent.filter(({ key, step }) => step > (logged.get(key) ?? -1));
    for (const batch of metricBatches(id, fresh)) await ask('runs/log-batch', batch);
    run.unsent = [];
    if (run.end) await ask('runs/update', { run_id: id, status: run.end, end_time: Math.round(wallTime()) });
  };

  const trySending = async (told: TrackedRun, run: OpenRun): Promise<void> => {
    if (!strict && run.end === undefined && performance.now() < restUntil) return;
    try {
      await send(told, run);
      isDown = false;
    } catch (error) {
      if (strict || !(error instanceof MlflowError)) throw error;
      restUntil = performance.now() + restMs;
      if (!isDown || run.end)
        onWarning(`${error.message.replace(/\.$/, '')}; ${run.end ? lost(run) : 'the training goes on'}.`);
      isDown = true;
    }
  };

  return {
    name: 'mlflow',
    async has(run) {
      try {
        return await hasEnded(ask, experiment ?? run.group, run);
      } catch (error) {
        if (strict || !(error instanceof MlflowError)) throw error;
        return false; // The event that comes now tells of it.
      }
    },
    async onEvent(event) {
      const run = noted(open, event);
      await trySending(event.run, run);
    },
  };
}

/** Notes what an event says, to be sent. */
function noted(open: Map<string, OpenRun>, event: TrackEvent): OpenRun {
  if (event.kind === 'begin') open.set(event.run.id, { isResumed: event.step > 0, unsent: [] });
  const run = open.get(event.run.id) ?? { isResumed: true, unsent: [] };
  open.set(event.run.id, run);
  if (event.kind === 'values') run.unsent = [...run.unsent, ...metricsOf(event.points)];
  if (event.kind === 'end') run.end = event.status === 'finished' ? 'FINISHED' : 'FAILED';
  return run;
}

function lost({ unsent }: OpenRun): string {
  return `${unsent.length} values were not sent`;
}

function warnProcess(sentence: string): void {
  if (typeof process === 'object') process.emitWarning(sentence, 'EquipoiseWarning');
}
