import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { start, startProgram } from '../../support/equipoise.ts';
import { adultServer } from '../adult-server.ts';
import type { Part } from '../part.ts';
import { housesTable, smallComparison } from '../small-jobs.ts';
import { checkpointsSubject } from './checkpoints-subject.ts';
import { downloadSubject } from './download-subject.ts';
import { killOften } from './kill-often.ts';
import { trialsSubject } from './trials-subject.ts';

const group = 'kills';
const must = 'nothing that was kept is lost, nothing is made twice, and the end is that of an unbroken run';

/** A study that searches; its table is in the same folder. */
const searched = `datasets: [{ table: houses.csv, targets: { price: regression, sold: binary } }]
strategies: [equal, { strategy: gradnorm, search: { alpha: [0.1, 3] } }]
seeds: 2
epochs: 2
floors: false
tune: { trials: 3, training: { learningRate: [0.001, 0.1] } }
`;

export const killParts: readonly Part[] = [
  {
    name: 'kill-fit',
    group,
    done: 'a process in which `fit` writes checkpoints is killed by SIGKILL',
    must,
    count: 40,
    run: (context) => {
      const program = join(import.meta.dirname, 'fit-program.mjs');
      return killOften(
        checkpointsSubject((folder) => startProgram([process.execPath, program, folder])),
        context,
      );
    },
  },
  {
    name: 'kill-train',
    group,
    done: '`equipoise train --checkpoints` is killed by SIGKILL',
    must,
    count: 40,
    run: (context) => {
      const table = housesTable(context.folder);
      const line = (folder: string): readonly string[] => [
        ...['train', ...table, '--epochs', '150', '--batch-size', '8', '--strategy', 'gradnorm'],
        ...['--checkpoints', join(folder, 'checkpoints'), '--out', join(folder, 'model.safetensors')],
      ];
      return killOften(
        checkpointsSubject((folder) => start(...line(folder))),
        context,
      );
    },
  },
  {
    name: 'kill-compare',
    group,
    done: '`equipoise compare` is killed by SIGKILL',
    must,
    count: 45,
    run: (context) => killOften(trialsSubject(smallComparison(context.folder), 'houses.csv'), context),
  },
  {
    name: 'kill-study',
    group,
    done: '`equipoise study` with a search is killed by SIGKILL',
    must,
    count: 45,
    run(context) {
      housesTable(context.folder);
      const file = join(context.folder, 'study.yaml');
      writeFileSync(file, searched);
      return killOften(trialsSubject(['study', file, '--workers', '1'], 'houses.csv'), context);
    },
  },
  {
    name: 'kill-download',
    group,
    done: '`equipoise datasets get` is killed by SIGKILL',
    must,
    count: 30,
    async run(context) {
      const server = await adultServer({ pauseMs: 15 });
      if (!server) return { count: 0, failures: [], skipped: 'adult is not in the cache, and cannot be fetched' };
      try {
        return await killOften(downloadSubject(server.url), context);
      } finally {
        server.close();
      }
    },
  },
];
