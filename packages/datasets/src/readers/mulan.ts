import type { CardTask, DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { readArff } from '../parse/read-arff.ts';
import type { InputKind } from '../table/input-options.ts';

/** A data set of the collection of Mulan. */
export interface MulanSet {
  /** What its card says besides what all of them have in common. */
  readonly card: Pick<DatasetCard, 'name' | 'title' | 'examples' | 'source' | 'citation' | 'description' | 'caution'>;
  /** Its file in the folder of the collection, at which commit, and its digest. */
  readonly file: { readonly name: string; readonly commit: string; readonly bytes: number; readonly sha256: string };
  /** The columns that are inputs. */
  readonly inputs: Readonly<Record<string, InputKind>>;
  /** The columns that are predicted, by the name of the task, with what they mean. */
  readonly targets: Readonly<Record<string, { readonly column: string; readonly meaning: string }>>;
}

/**
 * A data set of the multi-target regression collection of Mulan: an ARFF file whose last attributes are the targets.
 *
 * @param set - The file, its inputs and targets.
 * @see E. Spyromitros-Xioufis, G. Tsoumakas, W. Groves, I. Vlahavas. Multi-target regression via input space expansion: treating targets as inputs. Machine Learning 2016.
 */
export function mulanSet({ card, file: { name, commit, bytes, sha256 }, inputs, targets }: MulanSet): DatasetEntry {
  const tasks = Object.entries(targets).map(([task, { meaning }]): CardTask => ({
    name: task,
    kind: 'regression',
    meaning,
  }));
  const complete: DatasetCard = {
    ...card,
    modality: 'tabular',
    arrival: 'download',
    tasks,
    split: 'at random: 60 % training, 20 % validation, 20 % test',
    licence: 'CC BY 4.0',
    files: [
      {
        path: name,
        urls: [`https://raw.githubusercontent.com/tsoumakas/mulan/${commit}/data/multi-target/${name}`],
        bytes,
        sha256,
      },
    ],
  };
  return defineDataset(complete, async ({ seed, size }, file) =>
    fromTable({
      name: card.name,
      seed,
      size,
      table: await readArff(card.name, file(name)),
      inputs,
      targets: Object.fromEntries(
        Object.entries(targets).map(([task, { column }]) => [task, { kind: 'regression', column }]),
      ),
    }),
  );
}
