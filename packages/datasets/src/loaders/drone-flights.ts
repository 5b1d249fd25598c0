import { accuracy, macroF1, type Random, random } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { clearance, distance, drawForest, droneRadius, type Forest, forestSize, type Pose } from '../flight/forest.ts';
import { commands, type Decision, rulePilot } from '../flight/rule-pilot.ts';
import { beams, readSensors, type Readings } from '../flight/sensors.ts';
import { fromTable } from '../from-table.ts';
import { bestScores } from '../synthetic/best-scores.ts';

const sizes = { train: 3000, validation: 1000, test: 2000 };

const card: DatasetCard = {
  name: 'drone-flights',
  title: 'Simulated drone in a forest',
  modality: 'tabular',
  arrival: 'synthetic',
  examples: sizes.train + sizes.validation + sizes.test,
  tasks: [
    { name: 'command', kind: 'multiclass', meaning: 'straight, left, right or stop; wrong in 6 % at random' },
    {
      name: 'ahead',
      kind: 'regression',
      meaning: 'how far the way is clear straight ahead, in metres; noise of deviation 0.3',
    },
    { name: 'forward', kind: 'regression', meaning: 'the next waypoint: metres ahead; noise of deviation 0.25' },
    { name: 'left', kind: 'regression', meaning: 'the next waypoint: metres to the left; noise of deviation 0.25' },
  ],
  split:
    'drawn independently, each in a forest of its own: 3,000 training examples, 1,000 for validation, 2,000 for testing',
  licence: 'Apache-2.0 (made by this package)',
  source: 'a simulation in two dimensions: the labels are what a pilot by rules says of the readings, with noise',
  citation:
    'The rules are after J. Borenstein, Y. Koren. The Vector Field Histogram: Fast Obstacle Avoidance for Mobile Robots. IEEE Transactions on Robotics and ' +
    'Automation 1991. https://doi.org/10.1109/70.88137',
  description:
    'A simulation, no aircraft: a drone at a random place in a forest of 30 × 15 m reads 24 distances around it and where its goal is. What does it do, how ' +
    'far is the way clear, where is its next waypoint? The rules read what the model reads, so that the best possible scores are known: accuracy 0.94, root ' +
    'mean squared errors 0.3, 0.25 and 0.25 m.',
  caution: 'Made by rules, in two dimensions, without wind or inertia: nothing here speaks of a real aircraft.',
};

/** The share of commands that are replaced by any of the four at random. */
const replaced = 0.08;

const noise = { ahead: 0.3, forward: 0.25, left: 0.25 };

/** What a simulated drone reads, and what a pilot by rules says of it, with noise. */
export const droneFlights: DatasetEntry = defineDataset(
  card,
  ({ seed, size }) => {
    const { name } = card;
    const stream = random(seed);
    const draw = (split: keyof typeof sizes): readonly Drawn[] => {
      const own = stream.fork(split);
      return Array.from({ length: split === 'train' ? Math.min(size, sizes.train) : sizes[split] }, (_, row) =>
        drawReadings(own.fork(String(row))),
      );
    };
    const test = draw('test');
    const rows = (drawn: readonly Drawn[]) =>
      drawn.map(({ readings, labels }) => ({ ...readingColumns(readings), ...labels }));
    const dataset = fromTable({
      name,
      seed,
      table: rows(draw('train')),
      validationTable: rows(draw('validation')),
      testTable: rows(test),
      inputs: Object.fromEntries(readingNames.map((column) => [column, 'numeric' as const])),
      targets: {
        command: { kind: 'multiclass', classes: commands, metrics: [accuracy(), macroF1()] },
        ahead: 'regression',
        forward: 'regression',
        left: 'regression',
      },
    });
    const numberOf = (task: keyof typeof noise): readonly (readonly number[])[] => {
      const scales = dataset.tasks.find((own) => own.name === task)?.kind.scales;
      const [{ mean, deviation } = { mean: 0, deviation: 1 }] = scales ?? [];
      return test.map(({ decision }) => [(numbersOf(decision)[task] - mean) / deviation]);
    };
    const best = bestScores(dataset.tasks, dataset.splits.test, {
      command: test.map(({ decision }) => commands.map((command) => (command === decision.command ? 1 : 0))),
      ahead: numberOf('ahead'),
      forward: numberOf('forward'),
      left: numberOf('left'),
    });
    return Promise.resolve({ ...dataset, best });
  },
  sizes.train,
);

interface Drawn {
  readonly readings: Readings;
  readonly decision: Decision;
  readonly labels: Readonly<Record<keyof typeof noise, number>> & Pick<Decision, 'command'>;
}

function drawReadings(stream: Random): Drawn {
  const forest = drawForest(stream.fork('forest'));
  const readings = readSensors(forest, drawPose(forest, stream), stream);
  const decision = rulePilot(readings);
  const isReplaced = stream.next() < replaced;
  const other = commands[stream.integer(commands.length)] ?? decision.command;
  const { ahead, forward, left } = numbersOf(decision);
  return {
    readings,
    decision,
    labels: {
      command: isReplaced ? other : decision.command,
      ahead: ahead + noise.ahead * stream.normal(),
      forward: forward + noise.forward * stream.normal(),
      left: left + noise.left * stream.normal(),
    },
  };
}

/** A free place at least 1 m from the goal, with the nose about in its direction. */
function drawPose(forest: Forest, stream: Random): Pose {
  const { goal } = forest;
  for (;;) {
    const place = { x: forestSize.width * stream.next(), y: forestSize.height * stream.next() };
    if (clearance(forest, place) < droneRadius || distance(place, goal) < 1) continue;
    return { ...place, heading: Math.atan2(goal.y - place.y, goal.x - place.x) + 0.6 * stream.normal() };
  }
}

function numbersOf({ ahead, waypoint: { forward, left } }: Decision): Readonly<Record<keyof typeof noise, number>> {
  return { ahead, forward, left };
}

const distanceNames = Array.from({ length: beams }, (_, beam) => `distance-${beam * (360 / beams)}`);

/** The columns of {@link readingColumns}. */
const readingNames = [...distanceNames, 'goal-cosine', 'goal-sine', 'goal-distance'];

/**
 * What a drone reads, as a row of the table: distances by the angle of their beams in degrees, the cosine and sine of the goal's direction, and
 * how far it is.
 *
 * @param readings - What it reads.
 */
export function readingColumns({ distances, bearing, far }: Readings): Readonly<Record<string, number>> {
  const values = [...distances, Math.cos(bearing), Math.sin(bearing), far];
  return Object.fromEntries(readingNames.map((name, index) => [name, values[index] ?? 0]));
}
