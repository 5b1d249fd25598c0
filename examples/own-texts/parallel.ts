import { fromTexts, readParallelFiles, readParallelTsv, readTmx } from '@equipoise/datasets';

// The same pairs in two files, in one file with tabs, and in a translation memory.
const folder = 'examples/own-texts';
const pairs = await readParallelFiles(`${folder}/phrases.en`, `${folder}/phrases.de`);
const fromTabs = await readParallelTsv(`${folder}/phrases.tsv`);
const fromMemory = await readTmx(`${folder}/phrases.tmx`, { source: 'en', target: 'de' });
console.log(pairs.length, fromTabs.length, fromMemory.length, pairs[1]?.target); // 6 6 6 Wo ist der Bahnhof?

// Which language is it, and how many words has it? A text and its translation stay in one split.
const rows = pairs.flatMap(({ source, target, line }) => [
  { text: source, language: 'en', words: source.split(' ').length, line },
  { text: target, language: 'de', words: target.split(' ').length, line },
]);
const tasks = { language: 'binary', words: 'regression' } as const;
const { splits } = fromTexts({ rows, column: 'text', tasks, split: { group: 'line' }, text: { tokens: 'characters' } });
console.log(splits.train.size, splits.validation.size, splits.test?.size); // 8 2 2
