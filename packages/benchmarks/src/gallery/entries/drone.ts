import { adam, hardSharing, mlp, type MultiTaskModel, random } from '@equipoise/core';
import {
  commands,
  datasets,
  type Decision,
  drawForest,
  fly,
  type Pilot,
  readingColumns,
  rulePilot,
} from '@equipoise/datasets';

import { fixed } from '../../terminal/numbers.ts';
import { alsoOn } from '../also-on.ts';
import { askRow } from '../ask-row.ts';
import type { Finding, GalleryEntry, TrainedEntry } from '../entry.ts';
import { trainModel } from '../train-model.ts';

const training = {
  encoder: mlp({ hidden: [64, 64] }).config,
  architecture: hardSharing().config,
  optimizer: adam().config,
  epochs: 20,
  batchSize: 64,
  learningRate: 0.003,
};

/** Forests that are flown through, with seeds that no example was drawn from. */
const flights = 40;

/** What a drone does, how far it can see, and where it flies next. */
export const drone: GalleryEntry = {
  name: 'drone',
  title: 'Drone: avoidance, distance ahead and the next waypoint',
  summary: 'the command, the distance ahead and the next waypoint of a simulated drone, in one model that then flies',
  tasks: [
    { name: 'command', meaning: 'straight, left, right or stop' },
    { name: 'ahead', meaning: 'metres that are clear straight ahead' },
    { name: 'forward', meaning: 'the next waypoint, metres ahead' },
    { name: 'left', meaning: 'the next waypoint, metres to the left' },
  ],
  why: 'All follow from which directions are clear. The command is which side the waypoint is on: a model that knows one knows the other.',
  datasets: ['drone-flights', 'wall-following-robot'],
  simulated: {
    process:
      'A drone at a random place in a forest of 30 × 15 m measures 24 distances around it, up to 5 m, with noise of deviation 0.05 m, and knows where its goal is. Labels are ' +
      'what a pilot by rules (after the vector field histogram) says of these readings: 8 % of the commands are replaced by any of the four, distances have noise of deviation 0.3, ' +
      'waypoints of 0.25 m. So the rules themselves have accuracy 0.94 and root mean squared errors of 0.3 and 0.25 m.',
    best: { command: 0.94, ahead: 0.3, forward: 0.25, left: 0.25 },
  },
  training,
  strategies: ['equal', 'uncertainty', 'pcgrad'],
  seeds: 10,
  prepare: (options) => datasets['drone-flights'].load(options),
  after: async (trained) => [
    await flown(trained),
    await alsoOn({
      title: 'A real robot',
      what:
        'No simulation: the readings of a robot on wheels that follows a wall (wall-following-robot, 24 distances): its command, what is in front of it half a second later, and ' +
        'whether it comes near.',
      prepare: (options) => datasets['wall-following-robot'].load(options),
      training: { ...training, epochs: 10 },
      seeds: 10,
    }),
  ],
  ask: askRow({
    columns: {
      front: 'distance-0',
      left: 'distance-90',
      back: 'distance-180',
      right: 'distance-270',
      'front-left': 'distance-45',
      'front-right': 'distance-315',
      'goal-cosine': 'goal-cosine',
      'goal-sine': 'goal-sine',
      'goal-distance': 'goal-distance',
    },
    example: 'front=1.2 left=5 right=0.9 front-left=3 goal-cosine=1 goal-sine=0 goal-distance=12',
  }),
  ownData:
    'Log what your sensors read and what the pilot did, a row for each reading, with the number of the flight: `npx equipoise compare --table flights.csv --targets command,ahead --split ' +
    'group:flight`. Readings of one flight belong into one split.',
  notes: [
    'Two dimensions, no wind, no inertia: nothing here speaks of a real aircraft.',
    'The model learns from single readings at random places, and then flies through forests that it has not seen: its errors add up along the way.',
  ],
};

/** Flies the one model, a model for each task, and the rules through the same forests with the same noise. */
async function flown({ model, dataset, seed, strategy }: TrainedEntry): Promise<Finding> {
  const separate: MultiTaskModel[] = [];
  try {
    for (const { name } of dataset.tasks) {
      const config = { ...training, tasks: [name], strategy: 'equal', seed, engine: 'auto' as const, threads: 1 };
      separate.push(await trainModel(config, dataset));
    }
    const pilots = { 'one model': pilotOf([model]), 'a model for each task': pilotOf(separate), rules: rulePilot };
    const values: Record<string, number> = {};
    const sentences: string[] = [];
    for (const [name, pilot] of Object.entries(pilots)) {
      const { arrived, collided, lost, length } = await flyAll(pilot);
      Object.assign(values, {
        [`${name} arrived`]: arrived,
        [`${name} collided`]: collided,
        [`${name} length`]: length,
      });
      sentences.push(
        `${name}: ${arrived} of ${flights} arrived, ${collided} collided, ${lost} lost; ${fixed(length, 1)} m to arrive on average.`,
      );
    }
    return {
      title: 'Flown',
      text: `Through ${flights} forests that no example is from, with the weights of ${strategy}. ${sentences.join(' ')}`,
      values,
    };
  } finally {
    await Promise.all(separate.map((each) => each.dispose()));
  }
}

interface Flown {
  readonly arrived: number;
  readonly collided: number;
  readonly lost: number;
  /** The mean length of the flights that arrived, in metres. */
  readonly length: number;
}

async function flyAll(pilot: Pilot): Promise<Flown> {
  const counts = { arrived: 0, collided: 0, lost: 0 };
  let length = 0;
  for (let episode = 0; episode < flights; episode += 1) {
    const stream = random(episode).fork('flight of the gallery');
    const flight = await fly(drawForest(stream.fork('forest')), pilot, stream.fork('noise'));
    counts[flight.outcome] += 1;
    if (flight.outcome === 'arrived') length += flight.length;
  }
  return { ...counts, length: length / counts.arrived };
}

/** A pilot that asks models, which predict all four tasks between them. */
function pilotOf(models: readonly MultiTaskModel[]): Pilot {
  return async (readings) => {
    const row = readingColumns(readings);
    const said: Record<string, unknown> = {};
    for (const model of models) Object.assign(said, (await model.predictRows([row]))[0]);
    const { class: command } = said.command as { readonly class: Decision['command'] };
    const number = (task: string): number => Number(said[task]);
    return {
      command: commands.find((own) => own === command) ?? 'stop',
      ahead: number('ahead'),
      waypoint: { forward: number('forward'), left: number('left') },
    };
  };
}
