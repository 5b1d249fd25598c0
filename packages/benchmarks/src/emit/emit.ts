import type { ArrayJob } from './array-job.ts';
import { dockerCompose } from './docker-compose.ts';
import { kubernetesManifest } from './kubernetes.ts';
import { slurmScript } from './slurm.ts';

/** What runs a study on several machines, and what it is told by. */
export const emitters = {
  slurm: slurmScript,
  kubernetes: kubernetesManifest,
  'docker-compose': dockerCompose,
} as const satisfies Readonly<Record<string, (job: ArrayJob) => string>>;

/** The name of what runs a study. */
export type EmitterName = keyof typeof emitters;
