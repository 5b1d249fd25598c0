import { type ModelFile, readModelFile, show } from '@equipoise/core';

import { type Screen, screenOf } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';

/**
 * Does what `equipoise inspect` is asked.
 *
 * @param file - The model.
 * @param args - Whether to print JSON.
 * @throws {@link @equipoise/core!DocumentError} when the file is no whole model.
 */
export function runInspect(file: string, { json = false }: { readonly json?: boolean }): void {
  const found = readModelFile(file);
  const weights = Object.entries(found.tensors).map(([path, { shape, data }]) => ({ path, shape, size: data.length }));
  const text = json
    ? JSON.stringify({ file, ...found.config, weights }, null, 2)
    : inspectText(found, weights, screenOf(process.stdout));
  process.stdout.write(`${text}\n`);
}

/** A weight of the file. */
interface Weight {
  readonly path: string;
  readonly shape: readonly number[];
  readonly size: number;
}

function inspectText({ config }: ModelFile, weights: readonly Weight[], { width, paint }: Screen): string {
  const { tasks, inputs, parts, trained } = config;
  const total = weights.reduce((sum, { size }) => sum + size, 0);
  const partRows = [
    ['architecture', partText(parts.architecture)],
    ...Object.entries(parts.encoders).map(([name, encoder]) => [`encoder of ${name}`, partText(encoder)]),
    ['head', partText(parts.head)],
  ];
  const sections = [
    ['Tasks', renderTable({ head: ['task', 'kind', 'classes or targets'], rows: tasks.map(taskRow) }, width)],
    ['Inputs', renderTable({ head: ['input', 'shape', 'columns'], rows: Object.entries(inputs).map(inputRow) }, width)],
    ['Model', renderTable({ head: ['part', 'options'], rows: partRows }, width)],
    [
      `Weights: ${total.toLocaleString('en')} numbers`,
      renderTable({ head: ['path', 'shape', 'numbers'], rows: weights.map(weightRow) }, width),
    ],
    ...(trained
      ? [
          [
            'Trained on',
            `${trained.dataset}, ${trained.examples.toLocaleString('en')} examples, ${trainingText(trained)}`,
          ],
        ]
      : []),
  ];
  return sections.map(([title = '', body = '']) => `${paint('bold', title)}\n${body}`).join('\n\n');
}

function trainingText({
  balancer,
  optimizer,
  epochs,
  epoch,
  seed,
}: NonNullable<ModelFile['config']['trained']>): string {
  return `strategy ${String(balancer.name)}, ${String(optimizer.name)}, epoch ${epoch + 1} of ${epochs}, seed ${seed}`;
}

function taskRow({ name, kind }: ModelFile['config']['tasks'][number]): readonly string[] {
  const { classes, labels, targets, tags } = kind.options;
  const names = classes ?? labels ?? tags ?? targets ?? 1;
  return [name, kind.name, Array.isArray(names) ? cut(names.join(', ')) : show(names)];
}

function inputRow([name, { shape, columns, vocabulary }]: [
  string,
  ModelFile['config']['inputs'][string],
]): readonly string[] {
  const known = columns?.map((column) => column.name).join(', ') ?? (vocabulary ? `vocabulary of ${vocabulary}` : '');
  return [name, `[${shape.join(', ')}]`, cut(known)];
}

function weightRow({ path, shape, size }: Weight): readonly string[] {
  return [path, `[${shape.join(', ')}]`, size.toLocaleString('en')];
}

function partText({
  name,
  options,
}: {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}): string {
  const given = Object.entries(options).map(([option, value]) => `${option}=${JSON.stringify(value)}`);
  return cut(given.length === 0 ? name : `${name}(${given.join(', ')})`);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
