import type { DatasetEntry } from '../card.ts';
import { mulanSet, type MulanSet } from './mulan.ts';

const traits = [
  'mod_zurich_class',
  'largest_spot_size',
  'spot_distribution',
  'activity',
  'evolution',
  'previous_day_activity',
  'hist_complex',
  'become_hist_complex',
  'area',
  'area_largest',
];

/** What differs between the two sets of solar flares. */
export interface SolarFlares {
  /** The name of the set. */
  readonly name: string;
  /** The years, in prose. */
  readonly years: string;
  /** How many regions of the sun it has. */
  readonly examples: number;
  /** Its file. */
  readonly file: MulanSet['file'];
}

/**
 * A set of solar flares: regions of the sun, and how many flares of three classes each made within a day.
 *
 * @param set - Which of both.
 */
export function solarFlares({ name, years, examples, file }: SolarFlares): DatasetEntry {
  const flares = (letter: string, strength: string): { column: string; meaning: string } => ({
    column: `${letter}-class`,
    meaning: `flares of class ${letter.toUpperCase()}, ${strength}, within 24 hours`,
  });
  return mulanSet({
    card: {
      name,
      title: `Solar flares, ${years}`,
      examples,
      source:
        'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/89/solar+flare; Mulan, https://github.com/tsoumakas/mulan',
      citation: 'G. Bradshaw. Solar Flare. UCI Machine Learning Repository 1989. https://doi.org/10.24432/C5530G',
      description:
        'Active regions of the sun, each by ten traits: its class, its largest spot, how its spots are spread, its activity, area and history.',
      caution:
        'Nearly all regions make no flare of a class, so errors are small for a model that always says none. The set of 1978 had more errors mended.',
    },
    file,
    inputs: Object.fromEntries(traits.map((column) => [column, 'categorical'])),
    targets: { common: flares('c', 'common'), moderate: flares('m', 'moderate'), severe: flares('x', 'severe') },
  });
}
