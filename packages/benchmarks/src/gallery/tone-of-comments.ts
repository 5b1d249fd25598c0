import { tokenizers } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { type LabelledText, type LabelledTexts, someTexts, type Taken } from './mixed-texts.ts';

/** The tones that a comment may have. */
const tones = ['negative', 'neutral', 'positive'];

/**
 * Comments of GoEmotions with the group of their emotions as the column `tone`: those that are of one group, which is not that of ambiguous emotions.
 *
 * @param counts - How many comments of each split.
 * @param seed - Decides which.
 */
export async function toneOfComments(counts: Taken, seed: number): Promise<LabelledTexts> {
  const { rows } = await datasets.goemotions.load({ seed: 0 });
  const of = (split: keyof LabelledTexts): readonly LabelledText[] =>
    ((rows?.[split] ?? []) as readonly { readonly text: string; readonly sentiment: readonly string[] }[]).flatMap(
      ({ text, sentiment: [tone = '', ...more] }) =>
        more.length === 0 && tones.includes(tone) ? [{ tokens: tokenizers.words(text), tone }] : [],
    );
  return someTexts({ train: of('train'), validation: of('validation'), test: of('test') }, counts, seed);
}
