import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import { areBioTags, entitiesOf, type Entity } from '../tasks/entities.ts';
import { defineMetric, viewOf } from './define-metric.ts';
import { share } from './ranges.ts';

/**
 * How well entities (names, slots, chunks) are found: one is right when its first token, its last token and its type are.
 *
 *     F1 = 2 · right / (true entities + decided entities)
 *
 * Entities are counted over all sentences together, as conlleval does (its FB1, from 0 to 1 here), by its rules for IOB1 and IOB2 tags: `entitiesOf`.
 * It differs in one thing: where no entity is true and none decided, it is NaN instead of 0. Tokens without a tag are left out of their sentence.
 * Defined for tagging tasks whose tags are `O` and `B` or `I`, with or without a type, as `B-PER`.
 *
 * @see E. F. Tjong Kim Sang, S. Buchholz. Introduction to the CoNLL-2000 Shared Task: Chunking. CoNLL 2000. https://aclanthology.org/W00-0726
 */
export const entityF1 = defineMetric('entity-f1', { mode: 'max', range: share }, (kind) => {
  const read = viewOf('entity-f1', kind, 'sequences');
  const { names = [] } = kind;
  if (!areBioTags(names)) {
    throw new InvalidOptionError(
      'entity-f1',
      'kind',
      'a kind with BIO tags, such as O, B-PER and I-PER',
      listed(names),
    );
  }
  let right = 0;
  let both = 0;
  return {
    update(batch) {
      const { decided, truth, length } = read(batch);
      for (let start = 0; start < truth.length; start += length) {
        const tagged = Array.from({ length }, (_, index) => start + index).filter((at) => (truth[at] ?? -1) >= 0);
        const entities = (of: Int32Array): readonly Entity[] =>
          entitiesOf(tagged.map((at) => names[of[at] ?? -1] ?? ''));
        const actual = new Set(entities(truth).map(key));
        const found = entities(decided).map(key);
        right += found.filter((entity) => actual.has(entity)).length;
        both += actual.size + found.length;
      }
    },
    compute: () => (2 * right) / both,
  };
});

function key({ type, start, end }: Entity): string {
  return `${start} ${end} ${type}`;
}
