import { EquipoiseError, InvalidOptionError } from '@equipoise/core';

import { mostJobs } from '../trials/pool.ts';
import { readStudyFile } from '../study-file/read-study-file.ts';
import { requestsOf } from '../study-file/requests-of.ts';
import { studyJsonSchema } from '../study-file/study-file.ts';
import { emitters, type EmitterName } from '../emit/emit.ts';
import { shardOf } from '../study/shard.ts';
import { version } from '../version.ts';
import { planAll } from './plan-studies.ts';
import { requireWritable } from './results-folder.ts';
import { runStudies } from './run-studies.ts';

/** What `equipoise study` is given beside the file. */
export interface StudyArguments {
  /** Trials side by side. */
  readonly workers?: number;
  /** Where results go. */
  readonly out: string;
  /** The queue whose workers make the trials. */
  readonly queue?: string;
  /** The part of the study to make: `2/8`. */
  readonly shard?: string;
  /** What to print a script or manifest for instead. */
  readonly emit?: EmitterName;
  /** The parts that it divides the study into. */
  readonly shards?: number;
  /** Where runs are tracked, such as `jsonl:runs.jsonl`. */
  readonly track?: readonly string[];
  /** Whether to print the schema of study files instead. */
  readonly schema?: boolean;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise study` is asked.
 *
 * @param file - The study file.
 * @param args - The rest of the command line.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function runStudy(
  file: string | undefined,
  { workers, out, queue, shard: told, emit, shards, schema, track, json }: StudyArguments,
): Promise<void> {
  if (schema === true) {
    process.stdout.write(`${JSON.stringify(studyJsonSchema(), null, 2)}\n`);
    return;
  }
  if (file === undefined) throw new EquipoiseError('study: name a study file, as in equipoise study study.yaml.');
  if (workers !== undefined && workers > mostJobs) {
    throw new InvalidOptionError('study', 'workers', `at most ${mostJobs} processes`, workers);
  }
  if (emit === undefined && shards !== undefined) {
    throw new InvalidOptionError('study', 'shards', 'left out without --emit', shards);
  }
  if (emit !== undefined && track !== undefined) {
    throw new InvalidOptionError('study', 'track', 'left out with --emit', track);
  }
  if (emit !== undefined) {
    await readStudyFile(file); // What cannot be read here cannot be there.
    process.stdout.write(emitters[emit]({ file, out, shards: shards ?? 8, workers: workers ?? 1, version }));
    return;
  }
  const shard = shardOf(told, process.env);
  const study = await readStudyFile(file);
  requireWritable(out);
  const plan = await planAll(requestsOf(study, file), out);
  await runStudies({ out, jobs: workers, json, alone: plan.studies.length === 1, queue, shard, track }, plan);
}
