// Writes docs/kinds.md: kinds of task with their losses and metrics, and how far those are from reference implementations; with --check fails when it
// differs. Needs the packages built by `tsc -b`.
import { losses, metrics, taskKinds } from '@equipoise/core';

import { measured } from './kinds/measured.mjs';
import { table } from './markdown.mjs';
import { writeWhole } from './whole-files.mjs';

/** The options that kinds must be given; BIO tags, so that metrics of entities fit. */
const required = {
  contrastive: { dimensions: 8 },
  'dense-regression': { targets: 3, height: 2, width: 2 },
  generation: { tokens: ['</s>', 'a'], length: 4 },
  multiclass: { classes: 3 },
  multilabel: { labels: 3 },
  ordinal: { classes: 3 },
  reconstruction: { size: 4 },
  regression: { targets: 3 },
  segmentation: { classes: 3, height: 2, width: 2 },
  tagging: { tags: ['O', 'B-PER', 'I-PER'], length: 4 },
};
const code = (name) => `\`${name}\``;

function fits(attempt) {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

const kinds = Object.entries(taskKinds).map(([name, { create, options }]) => {
  const given = required[name] ?? {};
  const kind = create(given);
  const others = Object.entries(metrics).filter(([, metric]) => fits(() => metric.create().create(kind)));
  const usual = new Set(kind.metrics.map((metric) => metric.name));
  const suited = Object.entries(losses).filter(([, loss]) => fits(() => create({ ...given, loss: loss.create() })));
  return {
    name,
    loss: kind.loss.name,
    losses: suited.map(([each]) => each).filter((each) => each !== kind.loss.name),
    usual: [...usual],
    others: others.map(([each]) => each).filter((each) => !usual.has(each)),
    options: Object.keys(options.shape).filter((each) => each !== 'loss' && each !== 'metrics'),
  };
});

/** The smallest power of ten that the difference is below: its digits are those of the machine, as all that is below 10⁻¹². */
const below = (difference) => `< 10^${Math.floor(Math.log10(Math.max(difference, 1e-13))) + 1}`;

function checks(parts, found, otherwise) {
  return table(
    ['name', 'checked against', 'numbers', 'largest difference'],
    Object.keys(parts).map((name) => {
      const known = found.get(name);
      if (!known) return [code(name), otherwise, '', ''];
      return [code(name), known.reference, known.numbers, code(below(known.difference))];
    }),
  );
}

const page = `<!-- Written by tools/write-kinds.mjs from the registries of @equipoise/core and the fixtures of its tests. Do not edit. -->

# Kinds of task

A kind of task says what the head gives, what labels are, which loss and metrics there are, and how outputs become an answer. \`equipoise parts\` prints the options of
each, and [guides/own-parts.md](guides/own-parts.md) shows how to write one of your own.

${table(
  ['kind', 'options', 'loss', 'other losses', 'metrics', 'other metrics'],
  kinds.map(({ name, options, loss, losses: more, usual, others }) =>
    [[name], options, [loss], more, usual, others].map((names) => names.map(code).join(', ')),
  ),
)}

A loss over a batch (\`cox\`, \`bpr\`, \`sampled-softmax\`, \`info-nce\`) still gives one number per example: the term of the example, which depends on the other examples of
the batch. The loss of the batch is the weighted mean of these terms, as of any loss, and examples without a label are in no term. When a model is evaluated, batches have
up to 256 examples.

## Metrics

Every metric takes batches and gives a number. The differences are those between our number and that of the reference, divided by the latter where it is above 1. They
are measured when this page is written, on the numbers that the tests compare; those of sacreBLEU are published to 3 to 7 digits.

${checks(metrics, measured.metrics, 'arithmetic by hand, in its test')}

## Losses

The loss of a batch as a compiled step computes it in float32 (engine \`wasm\`), beside that of the reference in float64. The gradient of every loss is compared with finite differences or with PyTorch's in its test, and with that
of the compiled step.

${checks(losses, measured.losses, 'arithmetic by hand, in its test')}
`;

await writeWhole('kinds.md', page);
