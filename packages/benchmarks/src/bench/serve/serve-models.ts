import { join } from 'node:path';

import { fit, random } from '@equipoise/core';
import { fromTable } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

/** A row of the table that is served. */
export type ServedRow = Readonly<Record<string, number | string>>;

/** The files of the models that are served. */
export interface ServedModels {
  /** One model for all tasks. */
  readonly shared: string;
  /** The same one as ONNX, with its preprocessing. */
  readonly onnx: string;
  /** A model for each task. */
  readonly separate: readonly string[];
  /** Rows to ask for. */
  readonly rows: readonly ServedRow[];
}

const trainingRows = 2000;
const numbers = Array.from({ length: 10 }, (_, index) => `number${index}`);
const levels = ['north', 'south', 'east', 'west'];

/**
 * Trains a model of a made-up table with ten numbers and a category, one for all tasks and one for each: half of the tasks are regressions, half
 * binary. Their time does not depend on how well they predict, so an epoch is enough.
 *
 * @param folder - Where they are written.
 * @param taskCount - The tasks.
 */
export async function trainServedModels(folder: string, taskCount: number): Promise<ServedModels> {
  const names = Array.from({ length: taskCount }, (_, index) => `task${index}`);
  const rows = madeUpRows(names);
  const train = async (targets: readonly string[], name: string): Promise<string> => {
    const dataset = fromTable({
      table: rows,
      inputs: Object.fromEntries([
        ...numbers.map((column) => [column, 'numeric'] as const),
        ['place', 'categorical'] as const,
      ]),
      targets: Object.fromEntries(
        targets.map((target) => [target, names.indexOf(target) % 2 === 0 ? 'regression' : 'binary'] as const),
      ),
    });
    const { model } = await fit({ dataset, balancer: strategies.equal(), epochs: 1 });
    const file = join(folder, `${name}.safetensors`);
    model.save(file);
    if (name === 'shared') await model.exportOnnx(join(folder, 'shared.onnx'), { preprocessing: true });
    await model.dispose();
    return file;
  };
  const shared = await train(names, 'shared');
  const separate: string[] = [];
  for (const name of names) separate.push(await train([name], name));
  return { shared, separate, onnx: join(folder, 'shared.onnx'), rows: rows.slice(0, 256).map(inputsOf) };
}

function madeUpRows(tasks: readonly string[]): readonly ServedRow[] {
  const source = random(0);
  return Array.from({ length: trainingRows }, () => {
    const cells = numbers.map((column) => [column, source.normal()] as const);
    const place = source.integer(levels.length);
    const sum = cells.reduce((total, [, cell], index) => total + cell / (index + 1), place);
    return Object.fromEntries<number | string>([
      ...cells,
      ['place', levels[place] ?? ''],
      ...tasks.map(
        (task, index) => [task, index % 2 === 0 ? sum + index * source.normal() : sum > index / 4 ? 1 : 0] as const,
      ),
    ]);
  });
}

function inputsOf(row: ServedRow): ServedRow {
  return Object.fromEntries([...numbers, 'place'].map((column) => [column, row[column] ?? '']));
}
