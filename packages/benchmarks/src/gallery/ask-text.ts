import { DataError, entitiesOf, type MultiTaskModel, tokenizers } from '@equipoise/core';

import { answerLines } from './answer-lines.ts';
import type { Ask } from './entry.ts';

/**
 * Asks a model of texts by a sentence. A task of BIO tags is answered by the words of each entity, another tagging task by a tag for each word.
 *
 * @param options - The column of the texts, what may be typed, and a sentence that shows it.
 */
export function askText({ column, hint, example }: { readonly column: string } & Pick<Ask, 'hint' | 'example'>): Ask {
  return {
    hint,
    example,
    async answer(model: MultiTaskModel, question) {
      const words = tokenizers.words(question);
      if (words.length === 0) throw new DataError('gallery: the question must have a word, received none.');
      const [predictions = {}] = await model.predictRows([{ [column]: words }]);
      const tagged = model.tasks.flatMap(({ name, kind }) => (kind.name === 'tagging' ? [name] : []));
      const sayings = Object.fromEntries(
        tagged.map((task) => [task, (tags: unknown) => taggedWords(words, tags as readonly string[])]),
      );
      return answerLines(predictions, sayings);
    },
  };
}

/** Words with their tags: those of entities where tags are BIO. */
function taggedWords(words: readonly string[], tags: readonly string[]): string {
  const own = tags.slice(0, words.length);
  if (!own.some((tag) => tag === 'O' || /^[BI]-/.test(tag))) {
    return words.map((word, index) => (own[index] ? `${word}/${own[index]}` : word)).join(' ');
  }
  const entities = entitiesOf(own).map(({ type, start, end }) => `${type}: ${words.slice(start, end).join(' ')}`);
  return entities.join('; ') || 'none';
}
