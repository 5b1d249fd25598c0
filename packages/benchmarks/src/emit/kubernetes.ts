import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { stringify } from 'yaml';

import type { ArrayJob } from './array-job.ts';

/**
 * A manifest for Kubernetes: the study file in a ConfigMap, a volume for the results, and an indexed Job with a pod for each shard.
 *
 * @param job - What it is told.
 */
export function kubernetesManifest({ file, out, shards, workers, version }: ArrayJob): string {
  const name = basename(file);
  const place = `/study/${name}`;
  const study = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'equipoise-study' },
    data: { [name]: readFileSync(file, 'utf8') },
  };
  const results = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'equipoise-results' },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
  };
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'equipoise' },
    spec: {
      completionMode: 'Indexed',
      completions: shards,
      parallelism: shards,
      backoffLimit: 3 * shards,
      template: {
        spec: {
          restartPolicy: 'OnFailure',
          containers: [
            {
              name: 'shard',
              image: 'node:22',
              workingDir: '/tmp',
              command: ['sh', '-c'],
              args: [
                `npm install --no-save @equipoise/benchmarks@${version} && ` +
                  `exec npx equipoise study ${place} --shard ${shards} --workers ${workers} --out /results`,
              ],
              resources: { requests: { cpu: String(workers) } },
              volumeMounts: [
                { name: 'study', mountPath: '/study' },
                { name: 'results', mountPath: '/results' },
              ],
            },
          ],
          volumes: [
            { name: 'study', configMap: { name: 'equipoise-study' } },
            { name: 'results', persistentVolumeClaim: { claimName: 'equipoise-results' } },
          ],
        },
      },
    },
  };
  const head =
    '# kubectl apply -f THIS_FILE. Each pod finds its shard by JOB_COMPLETION_INDEX; one that is killed is started again and goes on.\n' +
    `# When the Job is complete, copy /results to ${out} and compare by: npx equipoise study ${file} --out ${out}\n` +
    '# Tables that the study names must be in a volume too, beside the study file.\n';
  return head + [study, results, job].map((part) => stringify(part, { lineWidth: 0 })).join('---\n');
}
