import { fromTexts, readConll } from '@equipoise/datasets';

// A token in each line with its cells, and an empty line after each sentence. CoNLL-U files need no options.
const sentences = await readConll('examples/own-texts/people.conll', {
  columns: ['tokens', 'pos', 'entities'],
  separator: 'blank',
});
const dataset = fromTexts({
  rows: sentences.map(({ columns }) => columns),
  column: 'tokens',
  tasks: { pos: 'tagging', entities: 'tagging' },
  text: { lowercase: false },
});
for (const { name, kind } of dataset.tasks) console.log(name, kind.names?.join(' '), kind.metrics[0]?.name);
// pos ADP NOUN PRON PUNCT VERB accuracy
// entities B-LOC B-PER I-LOC I-PER O entity-f1
