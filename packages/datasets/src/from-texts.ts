import type { FromTextsOptions } from './from-texts-options.ts';
import type { TableDataset } from './table/table-types.ts';
import { buildTexts } from './text/build-texts.ts';
import { dealTexts } from './text/deal-texts.ts';

/**
 * Makes a data set of your own texts: classes, labels and numbers of a text beside tags of its tokens and translations. The vocabulary is fitted to the training rows and
 * saved with the model. What `readConll`, `readSlots`, `readJsonl` and the readers of parallel text give can be rows.
 *
 * @example
 * const sentences = await readSlots({ tokens: 'seq.in', tags: 'seq.out', labels: 'label' });
 * const dataset = fromTexts({ rows: sentences, column: 'tokens', tasks: { label: 'multiclass', tags: 'tagging' } });
 *
 * @param options - The rows, the column of the text, and what is predicted.
 * @throws {@link @equipoise/core!DataError} when a row is not what the options say, such as a tag too few; names the column and the row, from 1.
 * @throws {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of its range, or the text is also predicted.
 */
export function fromTexts(options: FromTextsOptions): TableDataset {
  return buildTexts({ ...dealTexts(options), text: options.text });
}
