import { entitiesOf, fit } from '@equipoise/core';
import { fromTexts, readSlots } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Three files with a sentence in each line: its tokens, a tag for each token, its intent.
const folder = 'examples/own-texts';
const rows = await readSlots({
  tokens: `${folder}/seq.in`,
  tags: `${folder}/seq.out`,
  labels: `${folder}/label`,
});
const dataset = fromTexts({ rows, column: 'tokens', tasks: { label: 'multiclass', tags: 'tagging' } });
const { model } = await fit({ dataset, balancer: strategies.equal(), epochs: 40, learningRate: 0.01 });

const tokens = ['turn', 'off', 'the', 'light', 'in', 'the', 'living', 'room'];
const [answer] = await model.predictRows([{ tokens }]);
const { label, tags } = answer as { label: { class: string }; tags: string[] };
const slots = entitiesOf(tags).map(({ type, start, end }) => `${type}: ${tokens.slice(start, end).join(' ')}`);
console.log(label.class, slots); // light [ 'room: living room' ]
await model.dispose();
