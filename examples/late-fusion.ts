import { convNext, fit, lstm } from '@equipoise/core';
import { fromTable, type Rows } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Offers of a shop, made up: a price, a description and a photo, in rows as a database gives them.
const words = ['good', 'worn', 'blue', 'small', 'bike', 'lamp'];
let state = 7;
const draw = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
const offers = Array.from({ length: 600 }, () => {
  const text = Array.from({ length: 3 + draw(3) }, () => words[draw(words.length)] ?? '');
  const [price, isBright] = [draw(100), draw(2) === 1];
  const data = Uint8ClampedArray.from({ length: 64 }, () => 60 + 80 * Number(isBright) + draw(60));
  const points = Number(price < 50) + Number(text.includes('good')) + Number(isBright);
  // What is to be predicted needs all three: two of three points sell, and each point is worth a star.
  return {
    price,
    text: text.join(' '),
    photo: { data, width: 8, height: 8 },
    sold: points >= 2 ? 'yes' : 'no',
    stars: points,
  };
});

const dataset = fromTable({
  table: offers satisfies Rows,
  inputs: { price: 'numeric', text: 'text', photo: { kind: 'image', height: 8, width: 8 } },
  targets: { sold: 'binary', stars: 'regression' },
});
// An encoder for each input: the table's is the one that suits it. Both tasks read the features of all three, side by side.
const encoder = { text: lstm({ embedding: 8, units: 8 }), photo: convNext({ filters: [8], kernel: 3 }) };
const { model } = await fit({ dataset, encoder, balancer: strategies.equal(), epochs: 20, learningRate: 0.01 });
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(metrics.sold?.accuracy, metrics.stars?.rmse);
const bright = { data: new Uint8ClampedArray(64).fill(170), width: 8, height: 8 };
console.log(await model.predictRows([{ price: 10, text: 'good blue bike', photo: bright }]));
await model.dispose();
