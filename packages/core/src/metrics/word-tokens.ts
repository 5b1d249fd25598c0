/** How a text is cut into the words that BLEU counts. */
export type Tokenization = '13a' | 'none' | 'char';

const entities: readonly (readonly [written: string, meant: string])[] = [
  ['<skipped>', ''],
  ['-\n', ''],
  ['\n', ' '],
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
];

/** Space around signs; around full stops and commas that are not in numbers; around dashes behind digits. */
const apart: readonly (readonly [RegExp, string])[] = [
  [/([{-~[-` -&(-+:-@/])/g, ' $1 '],
  [/([^0-9])([.,])/g, '$1 $2 '],
  [/([.,])([^0-9])/g, ' $1 $2'],
  [/([0-9])(-)/g, '$1 $2 '],
];

/**
 * The words of a text as sacreBLEU cuts it: `13a` as the script mteval-v13a of WMT does, `none` at blanks, `char` into characters.
 *
 * @param text - The text.
 * @param tokenization - How.
 * @see M. Post. A Call for Clarity in Reporting BLEU Scores. WMT 2018. https://aclanthology.org/W18-6319
 */
export function wordsOf(text: string, tokenization: Tokenization): readonly string[] {
  if (tokenization === 'char') return Array.from(text).filter((character) => character.trim() !== '');
  if (tokenization === 'none') return atBlanks(text);
  const plain = entities.reduce((all, [written, meant]) => all.replaceAll(written, meant), text.trimEnd());
  return atBlanks(apart.reduce((all, [pattern, spaced]) => all.replace(pattern, spaced), ` ${plain} `));
}

function atBlanks(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
