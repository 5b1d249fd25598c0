import type { Part } from '../part.ts';
import { checkpointSizes } from './checkpoint-sizes.ts';
import { manyModels } from './models.ts';
import { manySteps } from './steps.ts';

const group = 'soak';

export const soakParts: readonly Part[] = [
  {
    name: 'steps',
    group,
    done: 'steps of one training',
    must: 'peak memory, tensors and the time of a step stay as they are after the first 100',
    count: 100_000,
    run: manySteps,
  },
  {
    name: 'models',
    group,
    done: 'models trained for an epoch and disposed of, in one process',
    must: 'memory and tensors stay as they are after the first fifth',
    count: 500,
    run: manyModels,
  },
  {
    name: 'checkpoint-size',
    group,
    done: 'epochs of one training with checkpoints',
    must: 'a checkpoint grows by no more than the number that is monitored',
    count: 400,
    run: checkpointSizes,
  },
];
