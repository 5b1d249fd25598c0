import { lineError, type LineFile } from './lines.ts';
import { readConll } from './conll.ts';
import { jsonLines, textField, textsField } from './json-lines.ts';

/** A sentence with the part of speech of each token and, where they are known, its named entities. */
export interface TaggedSentence {
  /** Its id. */
  readonly id: string;
  /** Its tokens. */
  readonly tokens: readonly string[];
  /** The universal part of speech of each token. */
  readonly upos: readonly string[];
  /** The BIO tag of each token; `null` where they are not known. */
  readonly ner: readonly string[] | null;
}

/** The form of UNER's files. */
const iob2 = ['id', 'form', 'tag', '', ''];
/** Universal NER tags other names as OTHER or OUT: these are no entities. */
const entities = /^[BI]-(?:PER|ORG|LOC)$/;

/**
 * Reads a treebank of Universal Dependencies with the named entities of the same sentences from Universal NER. Entities of a sentence that has other
 * tokens there, or is not there, are not known.
 *
 * @param treebank - The file of the treebank, CoNLL-U.
 * @param names - The file of the entities, IOB2.
 * @throws what `readConll` throws, and {@link @equipoise/core!DataError} when a sentence of the treebank has no `sent_id`.
 */
export async function readTreebank(treebank: string, names: string): Promise<readonly TaggedSentence[]> {
  const file: LineFile = { owner: 'readTreebank', path: treebank, form: 'CoNLL-U' };
  const tagged = new Map(
    (await readConll(names, { columns: iob2 })).map(({ comments, columns }) => [comments.get('sent_id'), columns]),
  );
  return (await readConll(treebank)).map(({ comments, columns, line }) => {
    const id = comments.get('sent_id');
    if (id === undefined) throw lineError(file, line, 'come after a comment with the sent_id of the sentence');
    const { form: tokens = [], upos = [] } = columns;
    const { form = [], tag = [] } = tagged.get(id) ?? {};
    const same = form.length === tokens.length && form.every((token, index) => token === tokens[index]);
    return { id, tokens, upos, ner: same ? tag.map((name) => (entities.test(name) ? name : 'O')) : null };
  });
}

/**
 * Reads tagged sentences that were prepared as JSON lines: `id`, `tokens`, `upos`, and `ner` where it is known.
 *
 * @param path - The file.
 * @throws what `jsonLines` throws, and {@link @equipoise/core!DataError} when a field is not what it must be: names the line.
 */
export async function readTaggedJsonl(path: string): Promise<readonly TaggedSentence[]> {
  const file: LineFile = { owner: 'readTaggedJsonl', path, form: 'JSON lines' };
  const sentences: TaggedSentence[] = [];
  for await (const { row, line } of jsonLines(path, file.owner)) {
    const place = (name: string): Parameters<typeof textField>[1] => ({ file, line, name });
    const tokens = textsField(row.tokens, place('tokens'));
    sentences.push({
      id: textField(row.id, place('id')),
      tokens,
      upos: textsField(row.upos, place('upos'), tokens.length),
      ner: row.ner === undefined ? null : textsField(row.ner, place('ner'), tokens.length),
    });
  }
  return sentences;
}

/** The tags of persons, organisations and places. */
export const entityTags = ['B-LOC', 'B-ORG', 'B-PER', 'I-LOC', 'I-ORG', 'I-PER', 'O'];

/** The universal parts of speech. */
export const universalTags = 'ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X'.split(
  ' ',
);
