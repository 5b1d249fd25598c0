import { fit, lstm, transformerDecoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

interface Message {
  readonly language: string;
  readonly english: string;
  readonly text: string;
  readonly group: string;
}

// Short messages of the TypeScript compiler, in English and German, and what they are about.
const { rows } = await datasets['compiler-messages'].load();
const pairs = (messages: readonly object[] = []): object[] =>
  (messages as readonly Message[])
    .filter(({ language, english }) => language === 'de' && english.split(' ').length <= 5)
    .map(({ english, text, group }) => ({ english, german: text, group }));

const dataset = fromTexts({
  rows: pairs(rows?.train),
  validationRows: pairs(rows?.validation),
  column: 'english',
  tasks: {
    german: { kind: 'generation', decoder: transformerDecoder({ blocks: 1, heads: 2 }), text: { minCount: 1 } },
    group: 'multiclass',
  },
  text: { minCount: 1 },
});
const encoder = lstm({ embedding: 32, units: 32 });
const { model } = await fit({ dataset, balancer: strategies.equal(), encoder, epochs: 25, batchSize: 16, seed: 1 });

const { metrics } = await model.evaluate(pairs(rows?.test));
console.log('BLEU', metrics.german?.bleu, 'group', metrics.group?.accuracy);
const [answer] = await model.predictRows([{ english: "Add parameter to '{0}'" }]);
console.log(answer?.german); // A text: words of the training rows, in small letters.
await model.dispose();
