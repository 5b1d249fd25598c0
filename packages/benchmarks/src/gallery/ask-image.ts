import {
  type Dataset,
  EquipoiseError,
  labelsOf,
  type MultiTaskModel,
  sizeOf,
  type Split,
  type Task,
} from '@equipoise/core';
import { readImage } from '@equipoise/datasets';

import { answerLines, type Sayings } from './answer-lines.ts';
import type { AnswerLine, Ask } from './entry.ts';
import { isMask, maskLines } from './mask-lines.ts';

/** How an image is asked about. */
export interface AskImageOptions {
  /** The data whose test images may be asked for by number; their column of images is `image`. */
  readonly data: () => Promise<Dataset>;
  /** What is said before every answer. */
  readonly first?: readonly AnswerLine[];
  /** How predictions are said, by the name of the task, where the usual words do not do. */
  readonly say?: Sayings;
}

/**
 * Asks about an image: the path of a file, or the number of a test image, of which the labels are said as well. Masks are drawn with letters.
 *
 * @param options - The data, and how predictions are said.
 */
export function askImage({ data, first = [], say = {} }: AskImageOptions): Ask {
  return {
    hint: 'Type the path of a PNG or JPEG file, or the number of an image of the test split, from 0.',
    example: '7',
    async answer(model, question) {
      const asked = question.trim();
      if (asked === '') throw new EquipoiseError('ask: must be the path of an image or a number, received nothing.');
      const { prediction, labels } = /^\d+$/.test(asked)
        ? await ofExample(model, await data(), Number(asked))
        : { prediction: (await model.predictRows([{ image: await readImage(asked) }]))[0], labels: {} };
      return [
        ...first,
        ...Object.entries({ ...prediction }).flatMap(([task, own]) => linesOf(task, own, labels[task])),
      ];
    },
  };

  function linesOf(task: string, prediction: unknown, label: string | undefined): readonly AnswerLine[] {
    if (isMask(prediction)) return maskLines(task, prediction);
    const lines = answerLines({ [task]: prediction }, say);
    return label === undefined
      ? lines
      : lines.map(({ of, answer }) => ({ of, answer: `${answer}; its label: ${label}` }));
  }
}

async function ofExample(
  model: MultiTaskModel,
  { splits: { test }, tasks }: Dataset,
  row: number,
): Promise<{ readonly prediction: object | undefined; readonly labels: Readonly<Record<string, string>> }> {
  if (!test || row >= test.size) {
    throw new EquipoiseError(
      `ask: the number of a test image must be from 0 to ${(test?.size ?? 0) - 1}, received ${row}.`,
    );
  }
  const inputs = Object.entries(model.inputs).map(([name, spec]) => {
    const size = sizeOf(spec);
    return [name, (test.inputs[name] ?? new Float32Array()).slice(row * size, (row + 1) * size)] as const;
  });
  const [prediction] = model.decodeOutputs(await model.predict(Object.fromEntries(inputs)), 1);
  const labels = tasks.flatMap((task) => {
    const label = labelOf(task, test, row);
    return label === undefined ? [] : [[task.name, label] as const];
  });
  return { prediction, labels: Object.fromEntries(labels) };
}

/** The label of an example in words; undefined where it has none, or is more than one number. */
function labelOf({ name, kind }: Task, split: Split, row: number): string | undefined {
  const labels = labelsOf(split, name);
  const value = labels?.values[row];
  if (value === undefined || labels?.mask?.[row] === 0 || sizeOf(kind.labels) !== 1) return undefined;
  const { deviation, mean } = kind.scales?.[0] ?? { deviation: 1, mean: 0 };
  return kind.target.form === 'numbers'
    ? String(Number((value * deviation + mean).toPrecision(4)))
    : kind.names?.[value];
}
