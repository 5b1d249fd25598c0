// Draws an architecture as it is built: a model of two tasks, a and b, whose parts stand in the lane of the tasks whose losses train them.
import { architectureFromConfig, binary, mlp, mlpHead, ModelGraph, parsePart } from '@equipoise/core';

const tasks = ['a', 'b'];
const lane = { width: 116, gap: 8 };
const margin = 10;
const box = { height: 36, gap: 5 };
const width = 3 * lane.width + 2 * lane.gap + 2 * margin;
const colours = { 0: ['#dbe9f9', '#1f5a96'], 1: ['#ececf1', '#55555f'], 2: ['#fbe5d6', '#9a4a12'] };
const ink = '#1a1a1a';

const xOf = (place) => margin + place * (lane.width + lane.gap);
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The parts of a model in the order in which they were built: weights of one path, but for their layer and their name. */
function partsOf(graph) {
  const parts = new Map();
  graph.parameters.forEach(({ path, size }, index) => {
    const users = graph.partition.users[index];
    const name = path
      .split('/')
      .slice(0, -1)
      .join('/')
      .replace(/(\/[a-zA-Z]+-\d+)+$/, '');
    const key = `${name} ${users.join()}`;
    const known = parts.get(key) ?? { name, users, parameters: 0 };
    parts.set(key, { ...known, parameters: known.parameters + size });
  });
  return [...parts.values()];
}

/** Parts that follow each other and have the same beginning stand in one band. */
function bandsOf(parts) {
  const bands = [];
  let last;
  for (const part of parts) {
    const [first, second = ''] = part.name.split('/');
    const key = /^\d+$/.test(second) && first !== 'experts' ? `${first}/${second}` : first;
    if (key !== last) bands.push([]);
    last = key;
    bands.at(-1).push(part);
  }
  return bands;
}

const placeOf = ({ users }) => (users.length > 1 ? 1 : users[0] === 0 ? 0 : 2);

/**
 * The figure as SVG, on white.
 *
 * @param name - The architecture, with its usual options.
 */
export function drawArchitecture(name) {
  const graph = new ModelGraph({
    inputs: { x: { shape: [5], dtype: 'float32' } },
    tasks: tasks.map((task) => ({ name: task, kind: binary() })),
    encoder: mlp({ hidden: [8, 4] }),
    architecture: architectureFromConfig({ kind: 'architecture', ...parsePart(name) }),
    head: mlpHead(),
  });
  const parts = partsOf(graph);
  const drawn = [];
  const text = (x, y, content, look = '') => drawn.push(`<text x="${x}" y="${y}"${look}>${escape(content)}</text>`);
  const middle = ' text-anchor="middle"';
  let y = margin + 12;
  ['only a', 'a and b', 'only b'].forEach((title, place) => {
    text(xOf(place) + lane.width / 2, y, title, `${middle} font-weight="600" fill="${colours[place][1]}"`);
  });
  y += 10;
  for (const band of bandsOf(parts)) {
    const rows = [0, 0, 0];
    for (const part of band) {
      const place = placeOf(part);
      const top = y + rows[place] * (box.height + box.gap);
      rows[place] += 1;
      const [fill, line] = colours[place];
      drawn.push(
        `<rect x="${xOf(place)}" y="${top}" width="${lane.width}" height="${box.height}" rx="4" fill="${fill}" stroke="${line}"/>`,
      );
      text(xOf(place) + 6, top + 15, part.name, ' font-size="10.5"');
      text(xOf(place) + 6, top + 29, `${part.parameters} parameters`, ' font-size="10" fill-opacity="0.7"');
    }
    y += Math.max(...rows) * (box.height + box.gap) + 4;
  }
  const height = y + margin - box.gap;
  const said = parts.map(({ name: part, users }) => `${part}: ${users.map((user) => tasks[user]).join(' and ')}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escape(`${name}: parts and the tasks whose losses train them. ${said.join('; ')}.`)}" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="${ink}"><rect width="100%" height="100%" fill="#fff"/>\n${drawn.join('\n')}\n</svg>\n`
  );
}
