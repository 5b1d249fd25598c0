// The card of a data set as a section of Markdown.
import { table } from '../markdown.mjs';
import { bytesText, examplesText, howToGet, literal, prose, taskRows } from './facts.mjs';
import { sampleRows } from './samples.mjs';

/** Files that are listed one by one. */
const listed = 24;
const ordinals = ['first', 'second', 'third'];

function filesTable({ files = [] }) {
  if (files.length === 0) return '';
  const rows = files.slice(0, listed).map(({ path, bytes, urls }) => {
    const links = urls.map((url, index) => `[${index === 0 ? new URL(url).hostname : index + 1}](<${url}>)`);
    return [`\`${path}\``, bytes === undefined ? 'not known' : bytesText(bytes), links.join(', ') || 'from its owner'];
  });
  const rest = files.length > listed ? `\n\nAnd ${files.length - listed} more files of this kind.` : '';
  return table(['file', 'size', 'address'], rows) + rest;
}

function dialsTable({ dials = [] }) {
  if (dials.length === 0) return '';
  const rows = dials.map(({ name, meaning, defaultText, range }) =>
    [`\`${name}\``, meaning, defaultText, range].map(String),
  );
  return `Options of \`load\`, beside \`seed\` and \`size\`:\n\n${table(
    ['dial', 'meaning', 'default', 'range'],
    rows.map(([name, ...cells]) => [name, ...cells.map(prose)]),
  )}`;
}

function samples(dataset) {
  const rows = sampleRows(dataset);
  const header = ['', ...ordinals.slice(0, (rows[0]?.length ?? 1) - 1)];
  const readable = rows.map(([name, ...texts]) => [name, ...texts.map(literal)]);
  return `The first training examples with seed 0, inputs before labels, whose names are bold:\n\n${table(header, readable)}`;
}

function picture({ name }, dataset) {
  const masks = dataset.tasks.filter(({ kind }) => kind.name === 'segmentation').length;
  const what = masks > 0 ? ', and their masks' : '';
  return `![The first training images of ${name}${what}](datasets/${name}.png)`;
}

/**
 * The section of a data set.
 *
 * @param card - Its card.
 * @param loaded - The data set, where it loads without a network, and whether it has a picture.
 */
export function cardSection(card, { dataset, hasPicture }) {
  const facts = [
    ['Examples', `${examplesText(card)}. Split: ${prose(card.split)}.`],
    ['How to get it', howToGet(card)],
    ['Licence', `${prose(card.licence)}.`],
    ['Source', `${prose(card.source)}.`],
    ...(card.citation ? [['To cite', prose(card.citation)]] : []),
    ...(card.caution ? [['To mind', prose(card.caution)]] : []),
  ];
  const parts = [
    `### ${card.name}`,
    `**${card.title}.** ${prose(card.description)}`,
    ...(hasPicture ? [picture(card, dataset)] : []),
    table(['task', 'kind', 'what is predicted'], taskRows(card)),
    facts.map(([name, text]) => `- ${name}: ${text.replace(/\.\.$/, '.')}`).join('\n'),
    filesTable(card),
    dialsTable(card),
    ...(dataset ? [samples(dataset)] : []),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
