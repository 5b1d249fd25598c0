import type { DatasetEntry } from '../card.ts';
import { nluDataset } from '../text/nlu-dataset.ts';

/** Questions of webapps.stackexchange.com. */
export const webApplicationsNlu: DatasetEntry = nluDataset({
  name: 'web-applications-nlu',
  title: 'Web Applications NLU corpus',
  examples: 89,
  counts: [30, 59],
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'what help is asked for: 7 intents, or none of them' },
    {
      name: 'slots',
      kind: 'tagging',
      meaning: 'the BIO tag of each token: web services, a browser, an operating system',
    },
  ],
  description: 'Titles of questions of webapps.stackexchange.com.',
  caution: 'Very small: 30 training sentences for 8 intents.',
  file: {
    path: 'WebApplicationsCorpus.json',
    bytes: 120_374,
    sha256: 'da737aa784a065e39a000f436a43337621d5e86bc1d87edd6a338843ea913463',
  },
});
