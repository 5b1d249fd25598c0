import { EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { type DatasetCard, datasetCard, datasets, datasetState, fileStates, type Modality } from '@equipoise/datasets';

import { byteCount } from '../terminal/byte-count.ts';
import { type Screen, screenOf } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { datasetText, totalBytes } from './dataset-text.ts';

/** What `equipoise datasets` is asked for. */
export interface DatasetsArguments {
  /** Show this one, in detail. */
  readonly name?: string | undefined;
  /** List those whose card has all of these words. */
  readonly filter?: string | undefined;
  /** List those of this kind. */
  readonly modality?: Modality | undefined;
  /** Where the files are. */
  readonly cache?: string | undefined;
  /** Whether to print JSON. */
  readonly json?: boolean | undefined;
}

const modalities: Readonly<Record<Modality, string>> = { tabular: 'Tables', text: 'Text', image: 'Images' };

/**
 * What `equipoise datasets` prints: a list, one data set in detail, or either as one JSON object.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when there is no such data set.
 */
export function datasetsText({ name, filter, modality, cache, json }: DatasetsArguments): string {
  for (const [option, value] of Object.entries({ filter, modality })) {
    if (name !== undefined && value !== undefined) {
      throw new InvalidOptionError('datasets', option, 'left out when a data set is named', value);
    }
  }
  const chosen = name === undefined ? matching(filter ?? '', modality, cache) : [datasetCard(name)];
  if (json) return JSON.stringify({ datasets: chosen.map((card) => plainCard(card, cache)) }, null, 2);
  const screen = screenOf(process.stdout);
  const [first] = chosen;
  return name !== undefined && first ? datasetText(first, screen, cache) : listText(chosen, screen, cache);
}

/** A card as plain data, with what is there of it. */
function plainCard(card: DatasetCard, cache: string | undefined): object {
  const states = fileStates(card, cache);
  const files = card.files?.map((file, index) => ({ ...file, ...states[index] }));
  return { ...card, state: datasetState(card, cache), ...(files ? { files } : {}) };
}

/** The cards that have each of some words somewhere, in any case. */
function matching(filter: string, modality: Modality | undefined, cache: string | undefined): readonly DatasetCard[] {
  const words = filter.toLowerCase().split(/\s+/);
  const found = Object.values<DatasetCard>(datasets).filter((card) => {
    const { name, title, description, licence, tasks } = card;
    const kinds = tasks.flatMap((task) => [task.name, task.kind, task.meaning]);
    const text = [name, title, description, licence, ...kinds, datasetState(card, cache)].join(' ').toLowerCase();
    return (modality === undefined || card.modality === modality) && words.every((word) => text.includes(word));
  });
  if (found.length > 0) return found;
  const asked = [...(filter === '' ? [] : [`the filter "${filter}"`]), ...(modality === undefined ? [] : [modality])];
  throw new EquipoiseError(`datasets: no data set matches ${asked.join(' and ')}.`);
}

const heads = ['', 'examples', 'size', 'tasks', 'licence', 'state'];
const [tasksColumn, licenceColumn] = [3, 4];
const gap = 2;
const narrowest = 8;

function listText(chosen: readonly DatasetCard[], { width, paint }: Screen, cache: string | undefined): string {
  const rows = chosen.map((card) => cells(card, cache));
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const others = widths.reduce((sum, each, column) => sum + gap + (isFlexible(column) ? 0 : each), -gap);
  const share = Math.max(narrowest, Math.floor((width - others) / 2));
  // One of the two may need less than its half.
  const spare = (column: number): number => Math.max(0, share - (widths[column] ?? 0));
  const limits = widths.map((each, column) => {
    if (!isFlexible(column)) return each;
    return Math.min(each, share + spare(column === tasksColumn ? licenceColumn : tasksColumn));
  });
  const fit = (row: readonly string[]): string[] => row.map((cell, column) => cut(cell, limits[column] ?? 0));
  const blocks = Object.entries(modalities).flatMap(([modality, title]) => {
    const members = rows.filter((_, index) => chosen[index]?.modality === modality);
    if (members.length === 0) return [];
    const head = [title, ...heads.slice(1)].map((text, column) => pad(text, limits[column] ?? 0, column));
    const table = { head, rows: members.map(fit), text: [0, tasksColumn, licenceColumn, 5] };
    const [first = '', ...rest] = renderTable(table, width).split('\n');
    return [[paint('bold', first), ...rest].join('\n')];
  });
  const count = `${chosen.length} data ${chosen.length === 1 ? 'set' : 'sets'}.`;
  const hint = 'One in detail: equipoise datasets NAME. Fetch it: equipoise datasets get NAME.';
  return [...blocks, wrap(`${count} ${hint}`, { width, indent: 0 })].join('\n\n');
}

function cells(card: DatasetCard, cache: string | undefined): readonly string[] {
  const { name, examples, tasks, licence } = card;
  const bytes = totalBytes(card);
  const kinds = [...new Set(tasks.map(({ kind }) => kind))].join(', ');
  const size = bytes === undefined ? '' : byteCount(bytes);
  return [
    name,
    examples > 0 ? examples.toLocaleString('en') : '',
    size,
    `${tasks.length} ${kinds}`,
    licence,
    datasetState(card, cache),
  ];
}

function isFlexible(column: number): boolean {
  return column === tasksColumn || column === licenceColumn;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** Columns are as wide in every group. */
function pad(text: string, length: number, column: number): string {
  return column === 1 || column === 2 ? text.padStart(length) : text.padEnd(length);
}
