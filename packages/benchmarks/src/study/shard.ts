import { EquipoiseError, oneLine } from '@equipoise/core';

import { TrialsFailedError } from '../trials/trials-failed-error.ts';
import { fillSlots, type FillSlotsOptions, type OpenSlot } from './fill-slots.ts';

/** A part of a study that one machine makes. */
export interface Shard {
  /** Which, from 0. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  /** What says so. */
  readonly by: string;
}

/** Variables by which array jobs tell a process which one it is. */
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The shard that a process makes. Array jobs say it themselves: Slurm by `SLURM_ARRAY_TASK_ID`, `_MIN` and `_COUNT`; an indexed job of Kubernetes by
 * `JOB_COMPLETION_INDEX`, where the count must be told.
 *
 * @param told - What the command line says: `2/8` is the second of eight, `8` one of eight whose index an array job says; nothing asks the array job.
 * @param variables - The environment.
 * @returns Nothing when neither says anything.
 * @throws {@link EquipoiseError} when there is no such shard.
 */
export function shardOf(told: string | undefined, variables: Variables): Shard | undefined {
  const given = /^(\d+)\/(\d+)$/.exec(told ?? '');
  if (given) return checked({ index: Number(given[1]) - 1, count: Number(given[2]), by: `--shard ${told}` });
  const known = ofArrayJob(variables);
  if (told === undefined) return known?.count === undefined ? undefined : checked({ ...known, count: known.count });
  if (!/^\d+$/.test(told)) throw new EquipoiseError(`study: --shard must be like 2/8 or 8, received ${oneLine(told)}.`);
  if (!known) {
    throw new EquipoiseError(
      `study: --shard ${told} needs an array job, which says the index (SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX); write --shard 1/${told} outside of one.`,
    );
  }
  return checked({ ...known, count: Number(told) });
}

interface ArrayJob {
  readonly index: number;
  readonly count: number | undefined;
  readonly by: string;
}

function ofArrayJob({
  SLURM_ARRAY_TASK_ID: slurm,
  SLURM_ARRAY_TASK_MIN: least = '0',
  SLURM_ARRAY_TASK_COUNT: count,
  JOB_COMPLETION_INDEX: kubernetes,
}: Variables): ArrayJob | undefined {
  if (slurm !== undefined) {
    const index = Number(slurm) - Number(least);
    return {
      index,
      count: count === undefined ? undefined : Number(count),
      by: `SLURM_ARRAY_TASK_ID=${oneLine(slurm)}`,
    };
  }
  if (kubernetes === undefined) return undefined;
  return { index: Number(kubernetes), count: undefined, by: `JOB_COMPLETION_INDEX=${oneLine(kubernetes)}` };
}

function checked(shard: Shard): Shard {
  const { index, count, by } = shard;
  if (Number.isInteger(index) && Number.isInteger(count) && count >= 1 && index >= 0 && index < count) return shard;
  throw new EquipoiseError(`study: there is no shard ${index + 1} of ${count}, which ${by} asks for.`);
}

/**
 * What a shard has of a list: every element is in one shard.
 *
 * @param all - The list.
 * @param shard - The shard; all of it when left out.
 */
export function inShard<Element>(all: readonly Element[], shard: Shard | undefined): readonly Element[] {
  return shard ? all.filter((_, place) => place % shard.count === shard.index) : all;
}

/**
 * Fills the slots of a shard.
 *
 * @param slots - The slots.
 * @param options - Where results go, and what makes them.
 * @throws {@link TrialsFailedError} when one failed; the others have been filled by then.
 */
export async function fillShard(slots: readonly OpenSlot[], options: Omit<FillSlotsOptions, 'slots'>): Promise<void> {
  const { failed } = await fillSlots({ slots, ...options });
  if (failed.length > 0) throw new TrialsFailedError(failed, slots.length);
}
