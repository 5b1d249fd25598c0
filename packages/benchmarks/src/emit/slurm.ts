import { shellWord } from '../terminal/shell-word.ts';
import type { ArrayJob } from './array-job.ts';

/**
 * A script for Slurm: an array job with a task for each shard, which finds its own by SLURM_ARRAY_TASK_ID.
 *
 * @param job - What it is told.
 */
export function slurmScript({ file, out, shards, workers }: ArrayJob): string {
  const study = `npx equipoise study ${shellWord(file)} --out ${shellWord(out)}`;
  return `#!/bin/bash
#SBATCH --job-name=equipoise
#SBATCH --array=1-${shards}
#SBATCH --cpus-per-task=${workers}
#SBATCH --output=equipoise-%A_%a.log
# Submit: sbatch THIS_FILE, in the folder of the study; the results must be in a folder that all nodes see. A task that was stopped goes on when it is submitted again.
# When all tasks have ended, compare by: ${study}
set -euo pipefail
exec ${study} --workers ${workers}
`;
}
