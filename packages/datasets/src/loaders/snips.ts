import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readSlots } from '../readers/slots.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';
import type { RemoteFile } from '../remote/remote-file.ts';

const upstream = 'https://raw.githubusercontent.com/MiuLab/SlotGated-SLU/master/data/snips';

const digests: readonly (readonly [path: string, bytes: number, sha256: string])[] = [
  ['train/label', 184_532, 'bfd7df6cf9dd76c5da5d8b61bc85f90386197bdd3d7510c1d324c051537b962f'],
  ['train/seq.in', 617_079, '04ad1e3f2121d83c6478f9a4b17d2dbdc21d06d6127f73cb7af835ed733f9855'],
  ['train/seq.out', 950_926, 'fd5f2121d8055827e5d6b3d3bac30f3d7e94e82a5d437751960cbdd9e1b4f6d3'],
  ['valid/label', 9_900, '9c1dd041216f647bcfca838aaf1a48eb5781e4404256d31ff07cd38a5436c52f'],
  ['valid/seq.in', 33_629, '64e0f6d8ad8aab3a3828164d7d53731a0993d3ca1aed437ceaca6d3d568d410e'],
  ['valid/seq.out', 50_626, '712e6d34feb8d52d208b820a5f8bae6e6ff990f08374507dfde22de389088319'],
  ['test/label', 10_120, '37a26da3ad079bb41c42c85a3a8f827eb47efec4c5917ce5d08f4b2736e4f830'],
  ['test/seq.in', 33_121, 'c1e341173fcea2951a8ca371956a6f81c76de87b9583c62eb87edd6158fa3a7c'],
  ['test/seq.out', 50_918, '58c07c9097d5e1f78889765c2a535a160f6455b90b3142055c8051847afcca47'],
];

const card: DatasetCard = {
  name: 'snips',
  title: 'SNIPS voice requests',
  modality: 'text',
  arrival: 'download',
  examples: 14_484,
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'what is asked for, one of 7' },
    { name: 'slots', kind: 'tagging', meaning: 'the BIO tag of each token, one of 72: 39 kinds of slots' },
  ],
  split: 'as published: 13,084 training, 700 validation and 700 test requests',
  licence: 'CC0 1.0',
  source:
    'github MiuLab/SlotGated-SLU, data/snips: a division of github sonos/nlu-benchmark, 2017-06-custom-intent-engines',
  citation:
    'A. Coucke et al. Snips Voice Platform: an embedded Spoken Language Understanding system for private-by-design voice interfaces. ' +
    '2018. https://arxiv.org/abs/1805.10190. Division: C.-W. Goo et al. Slot-Gated Modeling for Joint Slot Filling and Intent ' +
    'Prediction. NAACL 2018. https://aclanthology.org/N18-2118',
  description:
    'Requests to a voice assistant in English, of up to 35 tokens: play music, book a restaurant, get the weather, rate a book, and others.',
  caution: 'Requests were made from templates and by crowd workers: many differ in a name only.',
  files: digests.map(([path, bytes, sha256]): RemoteFile => ({ path, urls: [`${upstream}/${path}`], bytes, sha256 })),
};

/** SNIPS: intent and slots of requests to a voice assistant. */
export const snips: DatasetEntry = defineDataset(card, async (options, file) => {
  const read = async (part: string): Promise<readonly TextRow[]> => {
    const sentences = await readSlots({
      tokens: file(`${part}/seq.in`),
      tags: file(`${part}/seq.out`),
      labels: file(`${part}/label`),
    });
    return sentences.map(({ tokens, tags, label }) => ({ tokens, intent: label, slots: tags }));
  };
  return textDataset({
    ...options,
    name: card.name,
    rows: { train: await read('train'), validation: await read('valid'), test: await read('test') },
    column: 'tokens',
    text: { tokens: 'whitespace' },
    tasks: { intent: { kind: 'multiclass' }, slots: { kind: 'tagging' } },
  });
});
