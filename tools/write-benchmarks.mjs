// Writes the tables of docs/benchmarks.md, and those on speed of README.md and docs/compiler.md, from results/bench-*.json; with --check
// fails when they differ.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root } from './markdown.mjs';

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows].map(row).join('\n');
const fixed = (value, decimals) => (value === null || value === undefined ? '–' : value.toFixed(decimals));
const each = (values) => [...new Set(values)];

function step({ rows, machine }) {
  const peer = machine.peer ? 'PyTorch, ms' : 'native, ms';
  const head = ['workload', 'strategy', 'ms', peer, 'ratio', 'range over the rounds', 'compile, ms'];
  const cells = ({ workload, strategy, ms, peerMs, ratio, rounds, compileMs }) => {
    const ratios = rounds.map((round) => round.ratio);
    const spread = `${fixed(Math.min(...ratios), 2)}–${fixed(Math.max(...ratios), 2)}`;
    return [
      `\`${workload}\``,
      `\`${strategy}\``,
      fixed(ms, 2),
      fixed(peerMs, 2),
      fixed(ratio, 2),
      spread,
      fixed(compileMs, 0),
    ];
  };
  return table(head, rows.map(cells));
}

function input({ rows }) {
  const head = ['workload', 'engine', 'step, ms', 'between steps, ms', 'share'];
  const cells = ({ workload, engine, ms, betweenMs, inputShare }) => [
    `\`${workload}\``,
    engine,
    fixed(ms, 3),
    fixed(betweenMs, 3),
    `${fixed(100 * inputShare, 1)} %`,
  ];
  return table(head, rows.map(cells));
}

function strategies({ rows }) {
  const counts = each(rows.map(({ tasks }) => tasks));
  const known = counts.filter((count) => rows.some(({ tasks, published }) => tasks === count && published !== null));
  const ratios = counts.map((count) => `K = ${count}`);
  const head = [
    '× equal',
    'needs',
    ...ratios,
    `published, K = ${known.join(', ')}`,
    `rule, µs, K = ${counts.join(', ')}`,
  ];
  const cells = (strategy) => {
    const of = (count) => rows.find((found) => found.strategy === strategy && found.tasks === count);
    const published = known.map((count) => of(count).published);
    const rules = counts.map((count) => of(count).weighUs);
    return [
      ...[`\`${strategy}\``, of(counts[0]).needs, ...counts.map((count) => fixed(of(count).ratio, 2))],
      published.every((ratio) => ratio === null) ? '' : published.map((ratio) => fixed(ratio, 2)).join(', '),
      rules.every((time) => time === null) ? 'in the graph' : rules.map((time) => fixed(time, 0)).join(', '),
    ];
  };
  return table(head, each(rows.map(({ strategy }) => strategy)).map(cells));
}

function endurance({ rows }) {
  const head = ['workload', 'steps', 'ms, first 500', 'ms, last 500', 'ratio', 'peak memory, MiB', 'tensors', 'loss'];
  const pair = ({ early, end }, text) => `${text(early)} → ${text(end)}`;
  const cells = ({ workload, steps, firstMs, lastMs, ratio, peakMemory, tensors, loss }) => [
    ...[`\`${workload}\``, steps, fixed(firstMs, 3), fixed(lastMs, 3), fixed(ratio, 2)],
    pair(peakMemory, (mebibytes) => fixed(mebibytes, 0)),
    pair(tensors, String),
    pair(loss, (value) => value.toPrecision(2)),
  ];
  return table(head, rows.map(cells));
}

function tabular({ rows }) {
  const head = ['batch', 'engine', '`tabular()`, ms', 'one-hot, ms', 'ratio', 'ratio with the input'];
  const cells = ({ batch, engine, ms, oneHotMs, stepRatio, ratio }) => [
    batch,
    engine,
    fixed(ms, 3),
    fixed(oneHotMs, 3),
    fixed(stepRatio, 2),
    fixed(ratio, 2),
  ];
  return table(head, rows.map(cells));
}

function serve({ rows }) {
  const head = ['side', 'requests a second', 'by `plain`', 'median, ms', '99 %, ms', 'lost'];
  const cells = ({ side, perSecond, ratio, median, p99, lost }) => [
    ...[`\`${side}\``, fixed(perSecond, 0), fixed(ratio, 2), fixed(median, 2), fixed(p99, 2)],
    lost,
  ];
  const [{ tasks, clients }] = rows;
  return `${tasks} tasks, ${clients} clients.\n\n${table(head, rows.map(cells))}`;
}

function measured({ command, date, machine, versions, rows }) {
  const { peer } = machine;
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const theirs = peer
    ? [`PyTorch ${peer.torch} (${(peer.blasConfig ?? peer.blasBuild).split(' ').slice(0, 2).join(' ')})`]
    : [];
  const libraryList = [...libraries, ...theirs].join(', ');
  const engines = each(
    rows
      .filter(({ engine }) => engine !== undefined)
      .map(({ engine, threads }) => `${engine} engine, ${threads} thread${threads === 1 ? '' : 's'}`),
  );
  return `Measured by \`${command}\` on ${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node.replace(/^v/, '')}, ${[libraryList, ...(engines.length > 0 ? [engines.join(', ')] : [])].join('; ')}.`;
}

const none = 'No results file has been committed yet.';
const read = (name) => {
  const file = join(root, 'results', `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

const tables = {
  step,
  'step-threads': step,
  'step-wasm': step,
  input,
  'input-wasm': input,
  strategies,
  'strategies-wide': strategies,
  endurance,
  tabular,
  serve,
};
for (const [name, write] of Object.entries(tables)) {
  const results = read(`bench-${name}`);
  const filling = results ? `${measured(results)}\n\n${write(results)}` : none;
  fillBlock(join(root, 'docs', 'benchmarks.md'), `<!-- bench-${name}:begin -->`, `<!-- bench-${name}:end -->`, filling);
}

/** Ratios only: a workload a row, a strategy a column. */
function ratios({ rows }) {
  const names = each(rows.map(({ strategy }) => strategy));
  const head = ['our step by PyTorch’s', ...names.map((name) => `\`${name}\``)];
  const ratio = (workload, strategy) =>
    rows.find((found) => found.workload === workload && found.strategy === strategy);
  const cells = (workload) => [
    `\`${workload}\``,
    ...names.map((strategy) => `${fixed(ratio(workload, strategy)?.ratio, 2)} ×`),
  ];
  return table(head, each(rows.map(({ workload }) => workload)).map(cells));
}

/** What a step took at an earlier commit, and what it takes now; equal weights. */
function history(before, now) {
  const head = ['workload', 'then, ms', 'by PyTorch’s', 'now, ms', 'by PyTorch’s'];
  const cells = (row) => [fixed(row.ms, 2), `${fixed(row.ratio, 2)} ×`];
  const rows = before.rows.flatMap((then) => {
    const { workload, strategy } = then;
    const row = now.rows.find((found) => found.workload === workload && found.strategy === strategy);
    return row ? [[`\`${workload}\``, ...cells(then), ...cells(row)]] : [];
  });
  return `Then: \`${before.command}\` at commit ${before.commit}, on ${before.date} and the same machine. Now: ${measured(now).replace('Measured', 'measured')}\n\n${table(head, rows)}`;
}

const [now, before] = [read('bench-step'), read('bench-step-before')];
const speed = now ? `${measured(now)}\n\n${ratios(now)}` : none;
fillBlock(join(root, 'README.md'), '<!-- speed:begin -->', '<!-- speed:end -->', speed);
const then = now && before ? history(before, now) : none;
fillBlock(join(root, 'docs', 'compiler.md'), '<!-- speed:begin -->', '<!-- speed:end -->', then);

/** Steps on both engines: those of `bench step` and `compare` with equal weights. */
function engines(results) {
  const rows = results.rows.filter(({ strategy, workload }) => strategy === 'equal' && !workload.startsWith('mlp '));
  const cells = ({ workload, wasmMs, nativeMs }) => [
    `\`${workload}\``,
    fixed(wasmMs, 3),
    fixed(nativeMs, 3),
    fixed(wasmMs / nativeMs, 2),
  ];
  const { command, note, date, machine } = results;
  const source = `Measured by \`${command}\` on ${date}: ${machine.cpu}, ${machine.cores} cores, busy with other work, ${machine.platform}; the fastest step.`;
  return `${note ? `${source} ${note}` : source}\n\n${table(['step', 'wasm', 'native', 'wasm by native'], rows.map(cells))}`;
}

const engineTimes = read('bench-engines');
fillBlock(
  join(root, 'docs', 'compiler.md'),
  '<!-- engines:begin -->',
  '<!-- engines:end -->',
  engineTimes ? engines(engineTimes) : none,
);
