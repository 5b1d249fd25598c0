import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readConll } from '../readers/conll.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const upstream =
  'https://raw.githubusercontent.com/UniversalDependencies/UD_English-Atis/d1b43fe134cae17f65147e69accdf57c521d8af8';

const card: DatasetCard = {
  name: 'ud-english-atis',
  title: 'UD English ATIS',
  modality: 'text',
  arrival: 'download',
  examples: 5432,
  tasks: [
    { name: 'upos', kind: 'tagging', meaning: 'the universal part of speech of each token, one of 14' },
    { name: 'deprel', kind: 'tagging', meaning: 'the relation of each token to its head in the sentence, one of 41' },
  ],
  split: 'as published: 4,274 training, 572 validation and 586 test sentences',
  licence: 'CC BY-SA 4.0: share alike, so that it is never in a package',
  source: 'github UniversalDependencies/UD_English-Atis @ d1b43fe',
  citation:
    'A. Kuzgun et al. UD English Atis. Universal Dependencies 2.9, 2021. Sentences: C. T. Hemphill, J. J. Godfrey, G. R. Doddington. ' +
    'The ATIS Spoken Language Systems Pilot Corpus. HLT 1990. https://aclanthology.org/H90-1021',
  description:
    'Questions of travellers on flights, of up to 46 words in small letters, as a treebank: part of speech and grammatical relation of each word.',
  caution: 'One narrow subject: most words of the test sentences are in the training sentences.',
  files: [
    {
      path: 'en_atis-ud-train.conllu',
      urls: [`${upstream}/en_atis-ud-train.conllu`],
      bytes: 2_719_527,
      sha256: 'bf34cac75bf90593720fb7e06fcecb4f3fbaf325e7a2ceefbcca10771f56ac72',
    },
    {
      path: 'en_atis-ud-dev.conllu',
      urls: [`${upstream}/en_atis-ud-dev.conllu`],
      bytes: 365_475,
      sha256: 'ba9ed59a6cf862c695043b64053194277023270ac46ad7b5182b90baee7cfee0',
    },
    {
      path: 'en_atis-ud-test.conllu',
      urls: [`${upstream}/en_atis-ud-test.conllu`],
      bytes: 367_554,
      sha256: '5d076b73ee57d30170f8e43434e14012f472d3af323b4f04d49a57d44c38b59a',
    },
  ],
};

/** UD English ATIS: part of speech and grammatical relation of each word. */
export const udEnglishAtis: DatasetEntry = defineDataset(card, async (options, file) => {
  const read = async (part: string): Promise<readonly TextRow[]> => {
    const sentences = await readConll(file(`en_atis-ud-${part}.conllu`));
    return sentences.map(({ columns, comments }) => ({
      id: comments.get('sent_id'),
      tokens: columns.form,
      upos: columns.upos,
      deprel: columns.deprel,
    }));
  };
  return textDataset({
    ...options,
    name: card.name,
    rows: { train: await read('train'), validation: await read('dev'), test: await read('test') },
    column: 'tokens',
    text: { tokens: 'whitespace' },
    tasks: { upos: { kind: 'tagging' }, deprel: { kind: 'tagging' } },
  });
});
