import { fromTable, readParallelFiles } from '@equipoise/datasets';

const pairs = await readParallelFiles('examples/own-texts/phrases.en', 'examples/own-texts/phrases.de');
const rows = pairs.flatMap(({ source, target, line }) => [
  { text: source, language: 'en', words: source.split(' ').length, line },
  { text: target, language: 'de', words: target.split(' ').length, line },
]);

// One, two or three characters that follow each other: a number for each that two training rows have.
const dataset = fromTable({
  table: rows,
  inputs: { text: { kind: 'ngrams', tokens: 'characters', longest: 3 } },
  targets: { language: 'binary', words: 'regression' },
  split: { group: 'line' },
});
console.log(dataset.inputs.text?.shape); // [ 47 ]
