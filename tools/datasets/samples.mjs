// The first training examples of a data set in the terms of its user: inputs that can be read, and labels.

const [examples, shown, longest] = [3, 6, 120];

/** A number in few digits; 0 for what rounding left of it. */
function digits(value, unit = 1) {
  return Math.abs(value) < 1e-6 * unit ? '0' : String(Number(value.toPrecision(5)));
}

const cut = (parts) => (parts.length > shown ? [...parts.slice(0, shown), '…'] : parts);

/** The values of an example of an input. */
function exampleOf(values, { shape }, index) {
  const width = shape.reduce((product, length) => product * length, 1);
  return Array.from(values.subarray(index * width, (index + 1) * width));
}

/** The cell that a column of a table had: the opposite of `tableInput`. */
function cellOf(column, values) {
  const [value, isMissing] = values;
  if (column.kind === 'categorical') return column.levels[value] ?? 'missing';
  if (column.missing && isMissing === 1) return 'missing';
  return digits(value * column.deviation + column.mean, column.deviation);
}

function tableRows({ options }, { values, spec }) {
  let from = 0;
  const rows = options.columns.map((column) => {
    const start = from;
    from += column.kind === 'numeric' && column.missing ? 2 : 1;
    const own = (index) => exampleOf(values, spec, index).slice(start, start + 2);
    return [column.name, (index) => cellOf(column, own(index))];
  });
  if (rows.length <= shown) return rows;
  return [...rows.slice(0, shown), [`${rows.length - shown} more columns`, () => '…']];
}

const separatorOf = (tokens) => (tokens === 'characters' ? '' : ' ');

/** The text that tokens are of: what `tokenOf` does not know is □. */
function textOf(ids, tokenOf, separator) {
  const tokens = ids.filter((id) => id !== 0).map((id) => tokenOf(id) ?? '□');
  return tokens.join(separator);
}

/** A text as it was read, where the data set has its rows, else of its tokens. */
function textRow(name, { values, spec, rows }, { column, tokenOf, separator }) {
  const text = (index) => {
    const cell = rows?.[index]?.[column] ?? textOf(exampleOf(values, spec, index), tokenOf, separator);
    const characters = [...(Array.isArray(cell) ? cell.join(' ') : cell)];
    return characters.length > longest ? `${characters.slice(0, longest).join('')} …` : characters.join('');
  };
  return [name, text];
}

/** How inputs are read again, by the name of their preprocessing. */
const readers = {
  tableInput: (name, config, input) => tableRows(config, input),
  textInput: (name, { options: { column, tokens, vocabulary } }, input) => [
    textRow(name, input, { column, tokenOf: (id) => vocabulary[id - 2], separator: separatorOf(tokens) }),
  ],
  imageInput: (name) => [[name, (index) => `number ${index + 1} of the picture`]],
};

function inputRows({ inputs, preprocessing, rows, splits: { train } }) {
  return Object.entries(inputs).flatMap(([name, spec]) => {
    const input = { values: train.inputs[name], spec, rows: rows?.train };
    const config = preprocessing?.inputs[name]?.config;
    if (config) return readers[config.name]?.(name, config, input) ?? [];
    return [[name, (index) => cut(exampleOf(input.values, spec, index).map((value) => digits(value))).join(', ')]];
  });
}

/** The share of each class of a mask, from the largest. */
function shares(label, names) {
  const counts = names.map((name, index) => [name, label.filter((value) => value === index).length / label.length]);
  const present = counts.filter(([, share]) => share > 0).sort(([, one], [, other]) => other - one);
  return present.map(([name, share]) => `${name} ${Math.round(100 * share) || 'under 1'} %`);
}

/** A label in words, by the kind of its task. */
const labelTexts = {
  binary: ([value], { names = ['no', 'yes'] }) => names[value],
  multilabel: (label, { names = label.map((_, index) => `label ${index + 1}`) }) =>
    names.filter((_, index) => label[index] === 1).join(', ') || 'none',
  regression: (label, { scales = [] }) => {
    const inUnits = (value, index) => {
      const { mean, deviation } = scales[index] ?? { mean: 0, deviation: 1 };
      return digits(value * deviation + mean, deviation);
    };
    return cut(label.map(inUnits)).join(', ');
  },
  tagging: (label, { names }) =>
    label
      .filter((value) => value >= 0)
      .map((value) => names[value])
      .join(' '),
  segmentation: (label, { names }) => shares(label, names).join(', '),
};

const classText = ([value], { names }) => names?.[value] ?? `class ${value}`;

function labelRows({ tasks, splits: { train } }) {
  return tasks.map(({ name, kind }) => {
    const labels = train.labels[name];
    const textOf = labelTexts[kind.name] ?? classText;
    const label = (index) =>
      !labels || labels.mask?.[index] === 0 ? 'missing' : textOf(exampleOf(labels.values, kind.labels, index), kind);
    return [`**${name}**`, label];
  });
}

/** Rows of a table of the first training examples, a column for each: inputs, then labels, whose names are bold. */
export function sampleRows(dataset) {
  const count = Math.min(examples, dataset.splits.train.size);
  return [...inputRows(dataset), ...labelRows(dataset)].map(([name, textOf]) => [
    name,
    ...Array.from({ length: count }, (_, index) => textOf(index)),
  ]);
}
