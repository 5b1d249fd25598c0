import { type ChosenEngine, chooseEngine, type Dataset } from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import type { EngineCase } from './engine-cases.ts';
import { measureSteps, type OwnBlock } from './measure-steps.ts';
import { noiseDataset } from './workloads/noise.ts';

/** What a step takes on either engine, and which one `auto` takes. */
export interface EngineRow {
  /** The model. */
  readonly workload: string;
  /** The strategy, as text. */
  readonly strategy: string;
  /** How many tasks. */
  readonly tasks: number;
  /** Milliseconds of a step by ONNX Runtime's native library. */
  readonly nativeMs: number;
  /** Milliseconds of a step by a module of WebAssembly. */
  readonly wasmMs: number;
  /** What `auto` takes. */
  readonly engine: string;
  /** Why, in a few words. */
  readonly engineReason: string;
  /** The time on that engine by the time on the better one: 1 where `auto` is right. */
  readonly loss: number;
  /** What a step has to do: what the cost model goes by. */
  readonly work: ChosenEngine['work'];
}

/** How engines are measured. */
export interface EngineOptions {
  /** Rounds: in each, every engine makes a block of steps. */
  readonly rounds: number;
  /** Steps of a block before those that are counted. */
  readonly warmUp: number;
}

const engines = ['wasm', 'native'] as const;
const [fewestSteps, mostSteps, blockMilliseconds] = [5, 300, 200];

/**
 * Times the steps of a model on both engines in turns, one thread each, and asks `auto` which it takes.
 *
 * @param options - How it is measured.
 */
export async function measureEngines(
  { workload, strategy }: EngineCase,
  { rounds, warmUp }: EngineOptions,
): Promise<EngineRow> {
  const dataset = noiseDataset(workload, warmUp);
  const { engine, engineReason, work } = await chosenFor({ workload, strategy }, dataset);
  const best = { wasm: Number.POSITIVE_INFINITY, native: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of engines) {
      const steps = stepsFor(best[name]);
      const block = await measureSteps(workload, dataset, { strategy, engine: name, threads: 1, warmUp, steps });
      best[name] = Math.min(best[name], timeOf(block));
    }
  }
  const { wasm, native } = best;
  return {
    workload: workload.name,
    strategy,
    tasks: workload.tasks.length,
    nativeMs: native,
    wasmMs: wasm,
    engine,
    engineReason,
    loss: (engine === 'wasm' ? wasm : native) / Math.min(wasm, native),
    work,
  };
}

/**
 * The engine that `auto` takes for a model.
 *
 * @param dataset - Examples for it.
 */
async function chosenFor({ workload, strategy }: EngineCase, dataset: Dataset): Promise<ChosenEngine> {
  const { encoder, head, batch } = workload;
  return chooseEngine({ dataset, encoder, head, balancer: parseStrategy(strategy), batchSize: batch, epochs: 1 });
}

/** A step's time as other processes prolong it least: the fastest, or the processor's time for one where that is less. */
function timeOf({ milliseconds, cpu }: OwnBlock): number {
  return Math.min(...milliseconds, cpu.milliseconds);
}

function stepsFor(milliseconds: number): number {
  if (milliseconds === Number.POSITIVE_INFINITY) return fewestSteps;
  return Math.min(mostSteps, Math.max(fewestSteps, Math.round(blockMilliseconds / milliseconds)));
}
