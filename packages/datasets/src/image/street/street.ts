import type { Random } from '@equipoise/core';

/** Rows of pixels, and pixels in a row, of a street. */
export const streetSize = { height: 32, width: 48 };

/** The conditions of a road, in the order of their labels. */
export const roadConditions = ['dry', 'wet', 'snow'] as const;

/** The mean brightness of each condition, from 0 to 255. */
export const roadTones = [110, 70, 170] as const;

/** The deviation of the brightness of roads of one condition. */
export const toneDeviation = 20;

/** Red, green and blue, from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Somebody on foot. */
export interface Pedestrian {
  /** The row of the feet. */
  readonly feet: number;
  /** The first column. */
  readonly left: number;
  /** In pixels: nearer ones are taller. */
  readonly height: number;
  /** Of the head, the upper body and the legs. */
  readonly colours: readonly [Colour, Colour, Colour];
}

/** What there is to be seen in a street, before it is painted. */
export interface Street {
  /** The place of its condition in {@link roadConditions}. */
  readonly condition: number;
  /** The brightness of the road. */
  readonly tone: number;
  /** The last row of the sky. */
  readonly horizon: number;
  /** The column where the road ends. */
  readonly vanishing: number;
  /** Half of the road's width in the last row. */
  readonly halfWidth: number;
  /** The sky and what is beside the road. */
  readonly colours: readonly [Colour, Colour];
  /** From far to near. */
  readonly pedestrians: readonly Pedestrian[];
  /** Where the sign is: its first row and column, and its side. */
  readonly sign: Readonly<Record<'top' | 'left' | 'side', number>>;
}

const people = [0, 1, 1, 2, 2, 3];

/**
 * Draws what is in a street. The condition decides the road's brightness, normal about that of {@link roadTones}, and nothing else.
 *
 * @param stream - Where it is drawn from.
 */
export function drawStreet(stream: Random): Street {
  const { height, width } = streetSize;
  const between = (low: number, high: number): number => low + stream.integer(high - low + 1);
  const condition = stream.integer(roadConditions.length);
  const tone = (roadTones[condition] ?? 0) + toneDeviation * stream.normal();
  const horizon = between(10, 14);
  const side = between(14, 18);
  const count = people[stream.integer(people.length)] ?? 0;
  const pedestrians = Array.from({ length: count }, (): Pedestrian => {
    const feet = between(horizon + 4, height - 2);
    const tall = Math.round(5 + (13 * (feet - horizon)) / (height - horizon));
    return {
      feet,
      left: between(4, width - 10),
      height: tall,
      colours: [skin(stream), anyColour(stream), anyColour(stream)],
    };
  });
  return {
    condition,
    tone,
    horizon,
    vanishing: between(18, 30),
    halfWidth: between(16, 24),
    colours: [
      [between(90, 190), between(140, 210), between(180, 250)],
      [between(60, 150), between(90, 160), between(40, 110)],
    ],
    pedestrians: pedestrians.sort((a, b) => a.feet - b.feet),
    sign: { top: between(0, 5), left: stream.integer(2) === 0 ? between(0, 4) : width - side - between(0, 4), side },
  };
}

function anyColour(stream: Random): Colour {
  return [stream.integer(256), stream.integer(256), stream.integer(256)];
}

function skin(stream: Random): Colour {
  const light = 0.3 + 0.7 * stream.next();
  return [235 * light, 185 * light, 150 * light];
}
