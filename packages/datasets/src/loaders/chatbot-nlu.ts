import type { DatasetEntry } from '../card.ts';
import { nluDataset } from '../text/nlu-dataset.ts';

/** Questions to a chatbot of Munich's public transport. */
export const chatbotNlu: DatasetEntry = nluDataset({
  name: 'chatbot-nlu',
  title: 'Chatbot NLU corpus',
  examples: 206,
  counts: [100, 106],
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'a departure time, or a connection' },
    { name: 'slots', kind: 'tagging', meaning: 'the BIO tag of each token: 7 kinds of entities, such as StationStart' },
  ],
  description: 'Questions in English to a chatbot of Munich’s public transport.',
  caution: 'Small, and written by few persons. Of three kinds of entities there are five or fewer.',
  file: {
    path: 'ChatbotCorpus.json',
    bytes: 102_871,
    sha256: '34ae4577802af41145fe138b5b1906fdea4cf371ef2a10e3d5cd2d69e86cfbc8',
  },
});
