import { DataError, isRecord, show } from '@equipoise/core';

import { readJson } from '../parse/read-file.ts';
import { toRecords } from '../parse/records.ts';
import type { TextRow } from '../text/text-dataset.ts';

/** A sentence of an NLU corpus. */
export interface NluSentence extends TextRow {
  /** Its tokens. */
  readonly tokens: readonly string[];
  /** What is asked for. */
  readonly intent: string;
  /** The BIO tag of each token. */
  readonly slots: readonly string[];
  /** Whether it is for training. */
  readonly training: boolean;
}

/**
 * Reads a corpus of the NLU evaluation corpora: sentences with an intent and entities.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or a sentence is not of the form: names its number.
 */
export async function readNluCorpus(owner: string, path: string): Promise<readonly NluSentence[]> {
  const where = `${owner}: ${path}`;
  const corpus = await readJson(owner, path);
  const sentences = toRecords(where, isRecord(corpus) ? corpus.sentences : undefined);
  return sentences.map(({ text, intent, training, entities }, index) => {
    const row = `${where}: sentence ${index + 1}`;
    if (typeof text !== 'string' || typeof intent !== 'string' || typeof training !== 'boolean') {
      throw new DataError(`${row}: must have a text, an intent and whether it is for training.`);
    }
    const tokens = tokensOf(text);
    const slots = tokens.map(() => 'O');
    for (const entity of toRecords(row, entities)) tagEntity(row, tokens, slots, entity);
    return { tokens, intent, slots, training };
  });
}

/** Tags the tokens of an entity: those where it says to be, if they are its text, else the first that are. */
function tagEntity(where: string, tokens: readonly string[], slots: string[], entity: TextRow): void {
  const { entity: name, text, start } = entity;
  if (typeof name !== 'string' || typeof text !== 'string' || typeof start !== 'number') {
    throw new DataError(`${where}: an entity must have a name, a text and a start, received ${show(entity)}.`);
  }
  const own = tokensOf(text);
  const isAt = (from: number): boolean => own.every((token, index) => tokens[from + index] === token);
  const from = isAt(start) ? start : tokens.findIndex((_, index) => isAt(index));
  if (from < 0 || own.length === 0) {
    throw new DataError(`${where}: the entity "${text}" must be in the sentence "${tokens.join(' ')}".`);
  }
  own.forEach((_, index) => (slots[from + index] = `${index === 0 ? 'B' : 'I'}-${name}`));
}

/** The tokens that the corpora count by: words of letters, digits and _, and other characters on their own. */
function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\S/gu) ?? [];
}
