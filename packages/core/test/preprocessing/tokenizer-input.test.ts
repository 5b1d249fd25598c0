import { describe, expect, it } from 'vitest';

import { fitTextInput } from '../../src/preprocessing/fit-text-input.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { toTable } from '../../src/preprocessing/table/table.ts';
import { vocabularyOf } from '../../src/preprocessing/text-input.ts';
import { tokenizerInput } from '../../src/preprocessing/tokenizer-input.ts';

const unknown = { id: 0, content: '[UNK]', special: true, single_word: false, lstrip: false, rstrip: false };
/** A WordPiece tokenizer, as BERT has: the longest part that is known, from the left (Wu et al. 2016). */
const wordPiece = {
  version: '1.0',
  added_tokens: [{ ...unknown, normalized: false }],
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[UNK]': 0, play: 1, '##ing': 2, '##er': 3, un: 4, '##play': 5, '##able': 6, '!': 7, p: 8 },
  },
};
/** Byte pair encoding, as GPT-2 has: the first merge of the list that fits comes first (Sennrich et al. 2016). */
const bytePairs = {
  version: '1.0',
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: null,
  decoder: { type: 'BPEDecoder', suffix: '' },
  model: {
    type: 'BPE',
    vocab: { l: 0, o: 1, w: 2, e: 3, r: 4, lo: 5, low: 6, er: 7 },
    merges: ['l o', 'lo w', 'e r'],
  },
};

const rows = [{ note: 'Playing unplayable' }, { note: 'PLAYER! xyz' }, { note: null }, { note: 'p '.repeat(9) }];
const table = toTable('notes', rows);
const train = Uint32Array.of(0, 1, 2);

describe('a tokenizer.json', () => {
  it('gives the ids of the parts of words plus 1, filled up with 0', () => {
    const input = tokenizerInput({ column: 'note', tokenizer: wordPiece, length: 6 });
    expect(input.spec).toEqual({ shape: [6], dtype: 'int32', vocabulary: 10 });
    // play ##ing un ##play ##able; play ##er ! [UNK]; nothing; the first six p.
    const expected = [[2, 3, 5, 6, 7, 0], [2, 4, 8, 1, 0, 0], new Array(6).fill(0), new Array(6).fill(9)];
    expect([...input.open(table, 'notes')(Uint32Array.of(0, 1, 2, 3)).values]).toEqual(expected.flat());
    const pairs = tokenizerInput({ column: 'note', tokenizer: bytePairs, length: 5 });
    // low er; l o e w: no merge but the first.
    const lower = toTable('notes', [{ note: 'lower' }, { note: 'loew' }]);
    expect([...pairs.open(lower, 'notes')(Uint32Array.of(0, 1)).values]).toEqual([7, 8, 0, 0, 0, 6, 4, 3, 0, 0]);
  });

  it('learns the length of the training rows and nothing else', () => {
    const input = fitTextInput({ owner: 'notes', table, column: 'note', train }, { tokenizer: wordPiece });
    expect(input.spec.shape).toEqual([5]);
    expect(input.config.name).toBe('tokenizerInput');
    const short = fitTextInput({ owner: 'notes', table, column: 'note', train }, { tokenizer: wordPiece, length: 2 });
    expect(short.spec.shape).toEqual([2]);
    expect(() => vocabularyOf(input)).toThrow('must be an input of texts, received "tokenizerInput"');
  });

  it('is saved with the preprocessing', () => {
    const input = fitTextInput({ owner: 'notes', table, column: 'note', train }, { tokenizer: wordPiece });
    const own = preprocessing({ inputs: { text: input } });
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(own.config)));
    const asked = [{ note: 'unplay player' }];
    expect(again.encode(asked).inputs).toEqual(own.encode(asked).inputs);
    expect([...(again.encode(asked).inputs.text ?? [])]).toEqual([5, 6, 2, 4, 0]);
  });

  it('refuses lists of tokens, missing texts where they are errors, and rules beside its own', () => {
    const lists = toTable('notes', [{ note: ['play', 'er'] }, { note: '' }]);
    const fitted = tokenizerInput({ column: 'note', tokenizer: wordPiece, length: 3, onMissing: 'error' });
    expect(() => fitted.open(lists, 'notes')(Uint32Array.of(0))).toThrow(
      'notes: column "note", row 1: must be a text, which a tokenizer splits, received ["play","er"].',
    );
    expect(() => fitted.open(lists, 'notes')(Uint32Array.of(1))).toThrow('notes: column "note", row 2: must be a text');
    const fit = (options: object) => fitTextInput({ owner: 'notes', table, column: 'note', train }, options);
    expect(() => fit({ tokenizer: wordPiece, lowercase: false })).toThrow(
      'fitTextInput: option `lowercase` must be left out with a tokenizer, received false.',
    );
    expect(() => fit({ tokenizer: {} })).toThrow('must be the content of a tokenizer.json, an object with a model');
  });

  it('says what a content that is no tokenizer lacks', () => {
    const wrong = { model: { type: 'Magic' } };
    expect(() => tokenizerInput({ column: 'note', tokenizer: wrong, length: 3 })).toThrow(
      /option `tokenizer` must be the content of a tokenizer\.json that @huggingface\/tokenizers can read \(.+\), received "a model of the type/,
    );
  });
});
