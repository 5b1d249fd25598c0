import { basename, dirname } from 'node:path';

import { stringify } from 'yaml';

import { shellWord } from '../terminal/shell-word.ts';
import type { ArrayJob } from './array-job.ts';

/**
 * A file for docker compose: a service for each shard, and one that compares when all have ended.
 *
 * @param job - What it is told.
 */
export function dockerCompose({ file, out, shards, workers, version }: ArrayJob): string {
  const study = `exec npx equipoise study /study/${shellWord(basename(file))} --out /results --workers ${workers}`;
  const service = (command: string): object => ({
    image: 'node:22',
    working_dir: '/tmp',
    command: ['sh', '-c', `npm install --no-save @equipoise/benchmarks@${version} && ${command}`],
    volumes: [`${relative(dirname(file))}:/study:ro`, `${relative(out)}:/results`],
  });
  const names = Array.from({ length: shards }, (_, index) => `shard-${index + 1}`);
  const services = Object.fromEntries([
    ...names.map((name, index) => [name, service(`${study} --shard ${index + 1}/${shards}`)] as const),
    [
      'compare',
      {
        ...service(study),
        depends_on: Object.fromEntries(names.map((name) => [name, { condition: 'service_completed_successfully' }])),
      },
    ] as const,
  ]);
  const head = '# docker compose -f THIS_FILE up. A service that was stopped goes on when it is started again.\n';
  return head + stringify({ services }, { lineWidth: 0 });
}

/** A path as compose takes it: one that does not start with a dot or a slash would be a named volume. */
function relative(path: string): string {
  return path.startsWith('/') || path.startsWith('.') ? path : `./${path}`;
}
