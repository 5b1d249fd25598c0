// How far metrics and losses are from the reference implementations whose numbers the fixtures of core's tests hold: measured here, by running them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compile } from '@equipoise/compiler';
import {
  binary,
  contrastive,
  count,
  lossFromConfig,
  metricFromConfig,
  multiclass,
  multilabel,
  quantiles,
  ranking,
  regression,
  survival,
  tagging,
} from '@equipoise/core';
import { onesLike } from '@tensorflow/tfjs-core';

import { root } from '../markdown.mjs';

const fixture = (name) => JSON.parse(readFileSync(join(root, `packages/core/test/fixtures/${name}.json`), 'utf8'));
/** `metrics.py with scikit-learn 1.2.1` and `survival.R with R 4.2` are by what stands behind `with`. */
const referenceOf = (writtenBy) => writtenBy.replace(/^\S+ with /, '').replace(/\+dfsg\S*| Patched.*/g, '');

const metricOf = (name, options = {}) => metricFromConfig({ kind: 'metric', name, options });
const lossOf = (name, options = {}) => lossFromConfig({ kind: 'loss', name, options });
const pairs = (first, second) => Float32Array.from(first.flatMap((value, row) => [value, second[row]]));

/** A metric over examples that all have a label. */
function measure(metric, kind, outputs, labels, size) {
  const state = metric.create(kind);
  state.update({ outputs: Float32Array.from(outputs), labels, size });
  return state.compute();
}

/** The loss of a batch, as a compiled step computes it. */
async function lossValue(loss, outputs, labels) {
  const step = compile(
    (x, y) => {
      const losses = loss.call(x, y);
      return { losses, weights: loss.weight?.(y) ?? onesLike(losses) };
    },
    { engine: 'wasm' },
  );
  const { losses, weights } = await step.onHost(outputs, labels);
  await step.dispose();
  const sum = losses.data.reduce((total, value, row) => total + weights.data[row] * value, 0);
  return sum / weights.data.reduce((total, weight) => total + weight, 0);
}

const matrix = (rows) => column(rows.flat(), rows[0].length);
const column = (values, width = 1) => ({ data: Float32Array.from(values), shape: [values.length / width, width] });

function kindOf(name, width) {
  const kinds = {
    binary: () => binary(),
    multiclass: () => multiclass({ classes: width }),
    multilabel: () => multilabel({ labels: width }),
    regression: () => regression({ targets: width }),
    count: () => count({ targets: width }),
    quantiles: () => quantiles({ targets: width / 3 }),
  };
  return kinds[name]();
}

function* classicMetrics() {
  const { writtenBy, cases } = fixture('metrics');
  for (const { kind: name, width, size, outputs, labels, present, expected } of cases) {
    const kind = kindOf(name, width);
    const labelWidth = labels.length / size;
    const rows = Array.from({ length: size }, (_, row) => row).filter((row) => present?.[row] !== 0);
    const chosen = (values, each) => rows.flatMap((row) => values.slice(row * each, (row + 1) * each));
    for (const [metric, reference] of Object.entries(expected)) {
      if (reference === null) continue;
      const truth = Float32Array.from(chosen(labels, labelWidth));
      const own = measure(metricOf(metric), kind, chosen(outputs, width), truth, rows.length);
      yield { part: metric, own, reference, writtenBy };
    }
  }
}

function* otherMetrics() {
  const entities = fixture('entity-f1');
  for (const { tags, sentences, expected } of entities.cases) {
    const length = Math.max(...sentences.flat().map((sentence) => sentence.split(' ').length));
    const labels = new Int32Array(sentences.length * length).fill(-1);
    const outputs = new Float32Array(sentences.length * length * tags.length);
    sentences.forEach(([truth, decided], row) => {
      truth.split(' ').forEach((tag, at) => (labels[row * length + at] = tags.indexOf(tag)));
      decided.split(' ').forEach((tag, at) => (outputs[(row * length + at) * tags.length + tags.indexOf(tag)] = 1));
    });
    const own = measure(metricOf('entity-f1'), tagging({ tags, length }), outputs, labels, sentences.length);
    const reference = (2 * expected.correct) / (expected.truth + expected.decided);
    yield { part: 'entity-f1', own, reference, writtenBy: entities.writtenBy };
  }
  const lives = fixture('survival');
  for (const { risk, time, event, concordance } of lives.cases) {
    const own = measure(metricOf('c-index'), survival(), risk, pairs(time, event), risk.length);
    yield { part: 'c-index', own, reference: concordance, writtenBy: lives.writtenBy };
  }
  const ranked = fixture('ranking');
  const byGroup = {
    'ndcg@3': ['ndcg', { k: 3 }],
    'ndcg@10': ['ndcg', {}],
    'ndcg@3 exponential': ['ndcg', { k: 3, gain: 'exponential' }],
    'recall@2': ['recall-at', { k: 2 }],
    mrr: ['mrr', {}],
    auc: ['group-auc', {}],
  };
  for (const { scores, relevances, groups, metrics } of ranked.cases) {
    for (const [key, [part, options]] of Object.entries(byGroup)) {
      const own = measure(metricOf(part, options), ranking(), scores, pairs(relevances, groups), scores.length);
      yield { part, own, reference: metrics[key], writtenBy: ranked.writtenBy };
    }
  }
  const near = fixture('contrastive');
  for (const { embeddings, groups, nearest } of near.cases) {
    const kind = contrastive({ dimensions: embeddings.length / groups.length });
    const own = measure(metricOf('nearest-neighbour'), kind, embeddings, Float32Array.from(groups), groups.length);
    yield { part: 'nearest-neighbour', own, reference: nearest, writtenBy: near.writtenBy };
  }
  const texts = fixture('texts');
  for (const { metric, options, texts: pairsOfTexts, expected } of texts.cases) {
    const kind = { name: 'texts', texts: () => pairsOfTexts };
    const own = measure(metricOf(metric, options), kind, [], new Float32Array(0), pairsOfTexts.length);
    yield { part: metric, own, reference: expected, writtenBy: texts.writtenBy };
  }
}

async function* losses() {
  const plain = fixture('losses');
  for (const { name, options, outputs, labels, fit, expected } of plain.cases) {
    const loss = lossOf(name, options);
    const target = { form: loss.form, count: loss.form === 'classes' ? outputs[0].length : labels[0].length };
    const fitted = fit ? loss.fitted(labels.flat(), target) : loss;
    const truth = Array.isArray(labels[0]) ? matrix(labels) : { data: Int32Array.from(labels), shape: [labels.length] };
    yield {
      part: name,
      own: await lossValue(fitted, matrix(outputs), truth),
      reference: expected,
      writtenBy: plain.writtenBy,
    };
  }
  const lives = fixture('survival');
  for (const { risk, time, event, ...given } of lives.cases) {
    const labels = column(pairs(time, event), 2);
    const events = event.reduce((sum, each) => sum + each, 0);
    for (const ties of ['efron', 'breslow']) {
      const own = await lossValue(lossOf('cox', { ties }), column(risk), labels);
      yield { part: 'cox', own, reference: -given[ties].likelihood / events, writtenBy: lives.writtenBy };
    }
  }
  const ranked = fixture('ranking');
  for (const { scores, relevances, groups, losses: expected } of ranked.cases) {
    for (const [key, { value }] of Object.entries(expected)) {
      const [part, temperature] = key.split(' ');
      const loss = lossOf(part, temperature === undefined ? {} : { temperature: Number(temperature) });
      const own = await lossValue(loss, column(scores), column(pairs(relevances, groups), 2));
      yield { part, own, reference: value, writtenBy: ranked.writtenBy };
    }
  }
  const near = fixture('contrastive');
  for (const { embeddings, groups, losses: expected } of near.cases) {
    for (const { temperature, value } of expected) {
      const outputs = column(embeddings, embeddings.length / groups.length);
      const own = await lossValue(lossOf('info-nce', { temperature }), outputs, column(groups));
      yield { part: 'info-nce', own, reference: value, writtenBy: near.writtenBy };
    }
  }
}

/** Of each part: the reference, how many numbers were compared, and the largest difference, relative to numbers above 1. */
async function largest(compared) {
  const found = new Map();
  for await (const { part, own, reference, writtenBy } of compared) {
    const apart = Math.abs(own - reference) / Math.max(1, Math.abs(reference));
    if (!(apart < 1e-3)) throw new Error(`${part}: ${own} is not the ${reference} of ${writtenBy}.`);
    const { numbers = 0, difference = 0 } = found.get(part) ?? {};
    const next = { reference: referenceOf(writtenBy), numbers: numbers + 1, difference: Math.max(difference, apart) };
    found.set(part, next);
  }
  return found;
}

/** What is known of metrics and losses, by name. */
export const measured = {
  metrics: await largest([...classicMetrics(), ...otherMetrics()]),
  losses: await largest(losses()),
};
