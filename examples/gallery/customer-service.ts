import { fit, textTransformer, transformerDecoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

interface Request {
  readonly id: string;
  readonly language: string;
  readonly tokens: readonly string[];
  readonly intent: string;
  readonly slots: readonly string[];
}

// English requests with their intent, their slots and the same request in German.
const seed = Number(process.env.SEED ?? 0);
const { rows } = await datasets.xsid.load({ seed });
const requests = (of: readonly object[] = []): object[] => {
  const all = of as readonly Request[];
  const german = new Map(all.filter(({ language }) => language === 'de').map(({ id, tokens }) => [id, tokens]));
  return all
    .filter(({ language }) => language === 'en')
    .map((request) => ({ ...request, translation: german.get(request.id) ?? null }));
};
const dataset = fromTexts({
  rows: requests(rows?.train),
  validationRows: requests(rows?.validation),
  testRows: requests(rows?.test),
  column: 'tokens',
  tasks: {
    intent: 'multiclass',
    slots: 'tagging',
    translation: { kind: 'generation', decoder: transformerDecoder({ blocks: 1, dropout: 0.2 }) },
  },
  text: { minCount: 1 },
  seed,
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: textTransformer({ blocks: 1, dropout: 0.2 }),
  epochs: 14,
  batchSize: 16,
  learningRate: 0.002,
  seed,
});
console.log((await model.evaluate(dataset.splits.test)).metrics);
console.log(await model.predictRows([{ tokens: ['wake', 'me', 'at', 'seven'] }]));
await model.dispose();
