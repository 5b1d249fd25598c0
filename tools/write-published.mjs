// Writes the tables of docs/guides/{adult,snips,tagging,task-kinds}.md, measured figures beside published ones, from results/published.json; with --check fails when
// one differs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { mean, studentTQuantile, summarise } from '@equipoise/benchmarks';
import { format, resolveConfig } from 'prettier';

import { fillBlock, root, table } from './markdown.mjs';

const results = JSON.parse(readFileSync(join(root, 'results', 'published.json'), 'utf8'));

/** Each page: the columns (a task and its metric, in per cent), what was measured, and what was published. */
const pages = [
  {
    page: 'adult',
    columns: {
      'income: accuracy': ['income', 'accuracy'],
      'income: AUC': ['income', 'auc'],
      'never married: AUC': ['never-married', 'auc'],
    },
    measured: {
      adult: 'both tasks, without marital status and relationship',
      'adult-income': 'income alone, all inputs',
    },
    published: [
      ['NBTree: income alone, all inputs (Kohavi 1996)', '85.90 ± 0.28', '–', '–'],
      ['C4.5: the same', '84.46 ± 0.30', '–', '–'],
      ['naive Bayes: the same', '83.88 ± 0.30', '–', '–'],
    ],
  },
  {
    page: 'snips',
    columns: { 'intent: accuracy': ['intent', 'accuracy'], 'slots: F1 of entities': ['slots', 'entity-f1'] },
    measured: { snips: 'this page: two BiLSTM layers, vectors learnt from nothing' },
    published: [
      ['Slot-gated, full attention (Goo et al. 2018)', '97.0', '88.8'],
      ['the same, as measured again by cybo', '97.1', '87.4 and 89.0'],
      ['BiLSTM without gate (Joint-NLU)', '96.57', '84.30'],
    ],
  },
  {
    page: 'tagging',
    columns: {
      'parts of speech: accuracy': ['upos', 'accuracy'],
      'names: F1 of entities': ['ner', 'entity-f1'],
    },
    measured: { 'ewt-tagging': 'this page: two convolutions' },
    published: [['the same tagger in plain PyTorch (`peers/tagging.py`, seed 0)', '89.84', '34.80']],
  },
  {
    page: 'task-kinds',
    columns: {
      'ATIS: parts of speech': ['upos', 'accuracy'],
      'ATIS: relations': ['deprel', 'accuracy'],
      'churn: C-index': ['lifetime', 'c-index'],
      'hours of casual riders: NDCG@5': ['casual', 'ndcg'],
      'of registered riders': ['registered', 'ndcg'],
      'emoji: mIoU': ['mask', 'mean-iou'],
    },
    measured: {
      'atis-tagging': 'tagging: two convolutions',
      'churn-survival': 'survival: a dense network',
      'hours-ranking': 'ranking: a dense network',
      'twemoji-masks': 'segmentation: convolutions at three sizes',
    },
    published: [
      ['the same tagger in plain PyTorch (`peers/tagging.py`, seed 0)', '98.19', '91.85', '–', '–', '–', '–'],
      ['linear Cox model of R (`peers/churn.R`)', '–', '–', '88.20', '–', '–', '–'],
      ['equal scores (seed 0)', '–', '–', '–', '41.88', '43.00', '–'],
    ],
  },
];

/** The mean over seeds with the half width of its interval of 95 %, by Student's t. */
function interval(values) {
  const { sd } = summarise(values);
  const half = (studentTQuantile(0.975, values.length - 1) * sd) / Math.sqrt(values.length);
  return `**${(100 * mean(values)).toFixed(2)} ± ${(100 * half).toFixed(2)}**`;
}

function contentOf({ columns, measured, published }) {
  if (Object.keys(measured).some((name) => !results[name])) return 'No results have been committed yet.';
  const rows = Object.entries(measured).map(([name, setting]) => {
    const { runs } = results[name];
    const cells = Object.values(columns).map(([task, metric]) => {
      const values = runs.flatMap(({ metrics }) => metrics[task]?.[metric] ?? []);
      return values.length === runs.length ? interval(values) : '–';
    });
    return [`${setting} (${runs.length} seeds)`, ...cells];
  });
  const said = Object.keys(measured).map((name) => {
    const { command, date, machine, runs } = results[name];
    const seconds = runs.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
    const most = Math.max(...seconds);
    return `\`${command}\`, ${date}, ${machine}: at most ${most} s of processor time a seed.`;
  });
  const figures = table(['on the test split, in %', ...Object.keys(columns)], [...rows, ...published]);
  return `${figures}\n\nMeasured by ${said.join(' And by ')}`;
}

for (const page of pages) {
  const file = join(root, 'docs', 'guides', `${page.page}.md`);
  const options = { ...(await resolveConfig(file)), parser: 'markdown' };
  fillBlock(file, '<!-- published:begin -->', '<!-- published:end -->', await format(contentOf(page), options));
}
