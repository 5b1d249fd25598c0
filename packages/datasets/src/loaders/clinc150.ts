import { accuracy, auc, DataError, isRecord, show } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readJson } from '../parse/read-file.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const upstream = 'https://raw.githubusercontent.com/clinc/oos-eval/828f8093932c8fe6ca7936c3d2e52903b1c523de/data';

const card: DatasetCard = {
  name: 'clinc150',
  title: 'CLINC150',
  modality: 'text',
  arrival: 'download',
  examples: 23_700,
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'what is asked for, one of 150; missing where it is none of them' },
    {
      name: 'domain',
      kind: 'multiclass',
      meaning: 'the subject of the request, one of 10; missing where the intent is',
    },
    {
      name: 'out-of-scope',
      kind: 'binary',
      meaning: 'no intent of the 150 (0.7 % of training, 18 % of test requests)',
    },
  ],
  split: 'as published: 15,100 training, 3,100 validation and 5,500 test requests',
  licence: 'CC BY 3.0',
  source: 'github clinc/oos-eval @ 828f809, data/data_full.json and data/domains.json',
  citation:
    'S. Larson et al. An Evaluation Dataset for Intent Classification and Out-of-Scope Prediction. EMNLP-IJCNLP 2019. ' +
    'https://aclanthology.org/D19-1131',
  description:
    'Requests to an assistant in English: 100 training requests for each of 150 intents in 10 domains of 15 intents, and requests that are none of them.',
  caution: 'The domain follows from the intent. Few training requests are out of scope, many test requests are.',
  files: [
    {
      path: 'data_full.json',
      urls: [`${upstream}/data_full.json`],
      bytes: 2_495_390,
      sha256: '36923c3705a59e08fe9c3883d8bc2dd966ef93e22cb78ac41171782a698d56e0',
    },
    {
      path: 'domains.json',
      urls: [`${upstream}/domains.json`],
      bytes: 3818,
      sha256: 'b947b579d3b8e74b06f93b01083d8efaff2888b43a3e362533bd88a6e1211b3a',
    },
  ],
};

/** CLINC150: intent, domain, and whether a request has an intent at all. */
export const clinc150: DatasetEntry = defineDataset(card, async (options, file) => {
  const { name } = card;
  const domains = domainsIn(`${name}: ${file('domains.json')}`, await readJson(name, file('domains.json')));
  const where = `${name}: ${file('data_full.json')}`;
  const data = await readJson(name, file('data_full.json'));
  const part = (key: string): readonly TextRow[] => requests(where, data, key, domains);
  return textDataset({
    ...options,
    name,
    rows: {
      train: [...part('train'), ...part('oos_train')],
      validation: [...part('val'), ...part('oos_val')],
      test: [...part('test'), ...part('oos_test')],
    },
    column: 'text',
    tasks: {
      intent: { kind: 'multiclass' },
      domain: { kind: 'multiclass' },
      'out-of-scope': { kind: 'binary', names: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});

/** The domain of each intent. */
function domainsIn(where: string, value: unknown): ReadonlyMap<string, string> {
  if (!isRecord(value)) throw new DataError(`${where}: must be an object of domains, received ${show(value)}.`);
  const pairs = Object.entries(value).flatMap(([domain, intents]): [string, string][] => {
    if (Array.isArray(intents)) return intents.map((intent) => [String(intent), domain]);
    throw new DataError(`${where}: the domain ${domain} must have a list of intents, received ${show(intents)}.`);
  });
  return new Map(pairs);
}

function requests(where: string, data: unknown, key: string, domains: ReadonlyMap<string, string>): readonly TextRow[] {
  const rows: unknown = isRecord(data) ? data[key] : undefined;
  if (!Array.isArray(rows)) throw new DataError(`${where}: must have a list \`${key}\`, received ${show(rows)}.`);
  return rows.map((row: unknown, index) => {
    const [text, intent] = (Array.isArray(row) ? row : []) as readonly unknown[];
    const domain = typeof intent === 'string' ? domains.get(intent) : undefined;
    if (typeof text !== 'string' || (domain === undefined && intent !== 'oos')) {
      throw new DataError(`${where}: ${key}, row ${index + 1}: must be a text and an intent, received ${show(row)}.`);
    }
    if (domain === undefined) return { text, intent: null, domain: null, 'out-of-scope': 'yes' };
    return { text, intent, domain, 'out-of-scope': 'no' };
  });
}
