import { DataError } from '@equipoise/core';

import { allLines, lineError, type LineFile } from './lines.ts';

/** The three files of a part of a data set with slots: a line of each is one sentence. */
export interface SlotFiles {
  /** Tokens, separated by spaces: `seq.in`. */
  readonly tokens: string;
  /** The tag of each token, separated by spaces: `seq.out`. */
  readonly tags: string;
  /** The label of the sentence: `label`. */
  readonly labels: string;
}

/** A sentence with the tag of each of its tokens and its label. */
export interface SlotSentence {
  /** Its tokens. */
  readonly tokens: readonly string[];
  /** The tag of each token: `O`, `B-artist`, `I-artist`. */
  readonly tags: readonly string[];
  /** Its label. */
  readonly label: string;
}

const owner = 'readSlots';

/**
 * Reads sentences with slots in three files, the layout of the slot-gated model's copies of ATIS and SNIPS.
 *
 * @param files - The files, plain or compressed with gzip.
 * @throws {@link @equipoise/core!DataError} when a file cannot be read, files have different numbers of lines, a line is empty, or has more or fewer
 *   tags than tokens: names the file and the line.
 * @see C.-W. Goo et al. Slot-Gated Modeling for Joint Slot Filling and Intent Prediction. NAACL 2018. https://aclanthology.org/N18-2118
 */
export async function readSlots(files: SlotFiles): Promise<readonly SlotSentence[]> {
  const file = (path: string): LineFile => ({ owner, path, form: 'a text of one sentence a line' });
  const [tokens, tags, labels] = [file(files.tokens), file(files.tags), file(files.labels)];
  const lines = await allLines(tokens);
  const read = async (other: LineFile): Promise<readonly string[]> => {
    const own = await allLines(other);
    if (own.length === lines.length) return own;
    throw new DataError(
      `${owner}: ${other.path}: must have ${lines.length} lines as ${tokens.path}, received ${own.length}.`,
    );
  };
  const [tagLines, labelLines] = [await read(tags), await read(labels)];
  return lines.map((line, index) => {
    const sentence = parts(line);
    if (sentence.length === 0) throw lineError(tokens, index + 1, 'have a token, received an empty line');
    const own = parts(tagLines[index] ?? '');
    if (own.length !== sentence.length) {
      const expected = `have a tag for each of ${sentence.length} tokens, received ${own.length}`;
      throw lineError(tags, index + 1, expected);
    }
    const label = (labelLines[index] ?? '').trim();
    if (label === '') throw lineError(labels, index + 1, 'have a label, received an empty line');
    return { tokens: sentence, tags: own, label };
  });
}

function parts(line: string): readonly string[] {
  return line.split(/[ \t]+/).filter((part) => part !== '');
}
