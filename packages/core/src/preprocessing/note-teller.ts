import { type InputNotes, inputSentences } from './input-notes.ts';

/** Says once for each column that something had to be filled in. */
export class NoteTeller {
  readonly #said = new Set<string>();

  /**
   * Says what is new.
   *
   * @param owner - Whose data they are.
   * @param notes - What had to be filled in, by the column.
   * @param say - Given each sentence.
   */
  tell(owner: string, notes: ReadonlyMap<string, InputNotes>, say: (sentence: string) => void): void {
    const fresh = new Map([...notes].filter(([column]) => !this.#said.has(column)));
    for (const { columns, sentence } of inputSentences(owner, [fresh])) {
      for (const column of columns) this.#said.add(column);
      say(sentence);
    }
  }
}
