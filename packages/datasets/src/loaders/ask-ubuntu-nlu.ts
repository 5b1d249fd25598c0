import type { DatasetEntry } from '../card.ts';
import { nluDataset } from '../text/nlu-dataset.ts';

/** Questions of askubuntu.com. */
export const askUbuntuNlu: DatasetEntry = nluDataset({
  name: 'ask-ubuntu-nlu',
  title: 'Ask Ubuntu NLU corpus',
  examples: 162,
  counts: [53, 109],
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'what help is asked for: 4 intents, or none of them' },
    { name: 'slots', kind: 'tagging', meaning: 'the BIO tag of each token: printers, names of software, versions' },
  ],
  description: 'Titles of questions of askubuntu.com.',
  caution:
    'Small: 53 training sentences. The places of four entities are wrong in the file: they are found by their text.',
  file: {
    path: 'AskUbuntuCorpus.json',
    bytes: 244_062,
    sha256: '2eaac51ed3d53e06bc90f48d29367214ecf788965c6f540992250a0f12447b49',
  },
});
