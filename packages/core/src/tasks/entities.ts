/** A run of tokens that belong together, such as a name. */
export interface Entity {
  /** What it is: `PER` of the tags `B-PER` and `I-PER`; empty where tags have no type. */
  readonly type: string;
  /** The index of its first token, from 0. */
  readonly start: number;
  /** The index behind its last token. */
  readonly end: number;
}

const outside = 'O';
const pattern = /^([BI])(?:-(.*))?$/s;

/**
 * Whether tags are those of a BIO scheme: `O`, and `B` or `I` with or without a type, as `B-PER`. At least one is of an entity.
 *
 * @param tags - The names of the tags.
 */
export function areBioTags(tags: readonly string[]): boolean {
  return tags.some((tag) => tag !== outside) && tags.every((tag) => tag === outside || pattern.test(tag));
}

/**
 * The entities of a sentence by the rules of conlleval, which hold for IOB1 and IOB2: one begins at a `B`, and at an `I` that does not go on with an
 * entity of its type. A tag of no BIO scheme is outside of all entities.
 *
 * @example
 * entitiesOf(['O', 'B-artist', 'I-artist', 'B-year']); // artist from 1 to 3, year from 3 to 4
 *
 * @param tags - The tag of each token.
 * @see E. F. Tjong Kim Sang, S. Buchholz. Introduction to the CoNLL-2000 Shared Task: Chunking. CoNLL 2000. https://aclanthology.org/W00-0726
 */
export function entitiesOf(tags: readonly string[]): readonly Entity[] {
  const entities: Entity[] = [];
  let open: { readonly type: string; readonly start: number } | undefined;
  const close = (end: number): void => {
    if (open) entities.push({ ...open, end });
    open = undefined;
  };
  tags.forEach((tag, index) => {
    const [, sign, type = ''] = pattern.exec(tag) ?? [];
    if (sign === 'I' && open?.type === type) return;
    close(index);
    if (sign !== undefined) open = { type, start: index };
  });
  close(tags.length);
  return entities;
}
