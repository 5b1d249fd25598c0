import { isRecord } from '../../is-record.ts';
import { wallTime } from '../clock.ts';
import type { TrackedRun } from '../tracker.ts';
import { paramBatches } from './batches.ts';
import { type Ask, MlflowError } from './client.ts';

/** The tag that holds our id of a run. */
const idTag = 'equipoise.run';

/** A run on the server. */
export interface ServerRun {
  /** MLflow's id. */
  readonly id: string;
  /** The last step of each metric that the server has. */
  readonly logged: ReadonlyMap<string, number>;
}

/** A run that was found, and how it stands. */
interface FoundRun extends ServerRun {
  readonly status: unknown;
}

/**
 * Opens a run on the server: that of the same id which has not ended, or any of the same id where the run is resumed, or a new one.
 *
 * @param ask - Asks the server.
 * @param experiment - The experiment, by its name; it is made when it is missing.
 * @param run - The run.
 * @param isResumed - Whether it goes on from a checkpoint.
 */
export async function openRun(ask: Ask, experiment: string, run: TrackedRun, isResumed: boolean): Promise<ServerRun> {
  const experimentId = await experimentOf(ask, experiment);
  const found = await findRun(ask, experimentId, run);
  if (found && (isResumed || found.status !== 'FINISHED')) {
    await ask('runs/update', { run_id: found.id, status: 'RUNNING' });
    return found;
  }
  const created = await ask('runs/create', {
    experiment_id: experimentId,
    run_name: run.name,
    start_time: Math.round(wallTime()),
    tags: [
      { key: idTag, value: run.id },
      { key: 'mlflow.source.name', value: 'equipoise' },
    ],
  });
  const id = infoOf(created.run).run_id;
  if (typeof id !== 'string') throw new MlflowError('mlflow: the answer to runs/create has no run_id.', '');
  for (const batch of paramBatches(id, run)) await ask('runs/log-batch', batch);
  return { id, logged: new Map() };
}

/**
 * Whether the server has a run to its end.
 *
 * @param ask - Asks the server.
 * @param experiment - The experiment, by its name.
 * @param run - The run.
 */
export async function hasEnded(ask: Ask, experiment: string, run: TrackedRun): Promise<boolean> {
  return (await findRun(ask, await experimentOf(ask, experiment), run))?.status === 'FINISHED';
}

async function experimentOf(ask: Ask, name: string): Promise<string> {
  try {
    return await experimentByName(ask, name);
  } catch (error) {
    if (!(error instanceof MlflowError) || error.code !== 'RESOURCE_DOES_NOT_EXIST') throw error;
  }
  try {
    return idIn(await ask('experiments/create', { name }));
  } catch (error) {
    // Another process may have made it.
    if (error instanceof MlflowError && error.code === 'RESOURCE_ALREADY_EXISTS')
      return await experimentByName(ask, name);
    throw error;
  }
}

async function experimentByName(ask: Ask, name: string): Promise<string> {
  return idIn((await ask('experiments/get-by-name', { experiment_name: name })).experiment);
}

function idIn(experiment: unknown): string {
  const id = isRecord(experiment) ? experiment.experiment_id : undefined;
  if (typeof id !== 'string') throw new MlflowError('mlflow: the answer has no experiment_id.', '');
  return id;
}

/** The last run of this id. */
async function findRun(ask: Ask, experimentId: string, { id }: TrackedRun): Promise<FoundRun | undefined> {
  const { runs } = await ask('runs/search', {
    experiment_ids: [experimentId],
    filter: `tags.\`${idTag}\` = '${id}'`,
    max_results: 1,
    order_by: ['attributes.start_time DESC'],
  });
  const [found] = Array.isArray(runs) ? (runs as readonly unknown[]) : [];
  const { run_id: runId, status } = infoOf(found);
  return typeof runId === 'string' ? { id: runId, status, logged: lastSteps(found) } : undefined;
}

function infoOf(run: unknown): Readonly<Record<string, unknown>> {
  return isRecord(run) && isRecord(run.info) ? run.info : {};
}

/** The server gives the last value of each metric with its step; 64-bit integers may come as text. */
function lastSteps(run: unknown): ReadonlyMap<string, number> {
  const metrics: unknown = isRecord(run) && isRecord(run.data) ? run.data.metrics : undefined;
  if (!Array.isArray(metrics)) return new Map();
  return new Map(metrics.filter(isRecord).map(({ key, step = 0 }) => [String(key), Number(step)]));
}
