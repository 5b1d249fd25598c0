// Times one training step beside PyTorch: blocks of steps on one side, then on the other, several rounds in one run.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { mean, median } from '@equipoise/benchmarks';

import { startPython } from '../python-process.mjs';
import { measureOurs } from './ours.mjs';

const help = `node packages/benchmarks/peers/step/run.mjs [--workload NAME,…] [--strategy NAME,…] [--engine native]
    [--rounds 5] [--steps 60] [--warm-up 20] [--python /usr/bin/python3] [--json]`;

const workloads = JSON.parse(await readFile(join(import.meta.dirname, 'workloads.json'), 'utf8'));
const strategies = ['equal', 'gradnorm'];

const { values } = parseArgs({
  options: {
    workload: { type: 'string', default: 'mlp-small' },
    strategy: { type: 'string', default: strategies.join() },
    engine: { type: 'string', default: 'native' },
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '60' },
    'warm-up': { type: 'string', default: '20' },
    python: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function namesAmong(option, known) {
  const names = values[option].split(',');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--${option}: one of ${known.join(', ')}, received ${unknown}.`);
  return names;
}

function atLeast(option, least) {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${option}: a whole number of at least ${least}, received ${values[option]}.`);
}

async function main() {
  const chosen = {
    workloads: namesAmong('workload', Object.keys(workloads)),
    strategies: namesAmong('strategy', strategies),
    rounds: atLeast('rounds', 1),
    block: { warmUp: atLeast('warm-up', 1), steps: atLeast('steps', 30) },
  };
  const say = values.json ? () => undefined : console.log;
  const peer = startPython(join(import.meta.dirname, 'peer.py'), values.python);
  try {
    const machine = { cpu: cpus()[0]?.model ?? '', node: process.version, ...(await peer.ask('machine')) };
    checkMachine(machine);
    say(JSON.stringify(machine, null, 2));
    const rows = [];
    for (const workload of chosen.workloads) {
      for (const strategy of chosen.strategies) {
        const row = await sideBySide(peer, workload, { strategy, ...chosen });
        rows.push(row);
        say(describe(row));
      }
    }
    if (values.json) console.log(JSON.stringify({ machine, rows }));
  } finally {
    peer.stop();
  }
}

/** PyTorch on a reference BLAS, or on several threads, is not the PyTorch to compare with. */
function checkMachine({ torchThreads, blas, blasThreads }) {
  if (torchThreads === 1 && blasThreads === 1) return;
  const threads = `PyTorch has ${torchThreads} threads, its BLAS ${blasThreads ?? 'an unknown number'}`;
  throw new Error(`PyTorch must run on one thread of OpenBLAS: ${threads}; loaded are ${blas.join(', ') || 'none'}.`);
}

async function sideBySide(peer, name, { strategy, rounds, block }) {
  const workload = workloads[name];
  const ask = { strategy, ...block, engine: values.engine };
  const results = [];
  for (let round = -1; round < rounds; round += 1) {
    const ours = await measureOurs(workload, ask);
    const theirs = await peer.ask({ workload, ...ask });
    if (round >= 0) results.push({ ours, theirs }); // The round before the first warms both processes up.
  }
  const each = results.map(({ ours, theirs }) => [median(ours.milliseconds), median(theirs.milliseconds)]);
  const ms = median(each.map(([our]) => our));
  const peerMs = median(each.map(([, their]) => their));
  const middle = (side, number) => median(results.map((result) => number(result[side])));
  const meanStep = ({ milliseconds }) => mean(milliseconds);
  const fastest = (side) => Math.min(...results.flatMap((result) => result[side].milliseconds));
  return {
    ...{ workload: name, strategy, engine: results[0].ours.engine, threads: 1, ms, peerMs, ratio: ms / peerMs },
    rounds: each.map(([our, their]) => ({ ms: our, peerMs: their, ratio: our / their })),
    mean: { ms: middle('ours', meanStep), peerMs: middle('theirs', meanStep) },
    fastest: { ms: fastest('ours'), peerMs: fastest('theirs') },
    cpu: { ms: middle('ours', ({ cpu }) => cpu.milliseconds), peerMs: middle('theirs', ({ cpu }) => cpu.milliseconds) },
    cores: { ours: middle('ours', ({ cpu }) => cpu.cores), peer: middle('theirs', ({ cpu }) => cpu.cores) },
  };
}

function describe({ workload, strategy, ms, peerMs, ratio, rounds, mean: means, fastest, cpu, cores }) {
  const ratios = rounds.map((round) => round.ratio);
  const pair = (one, other) => `${one.toFixed(2)} and ${other.toFixed(2)}`;
  const busy = Math.min(cores.ours, cores.peer) < 0.9 ? ' (the machine was busy: do not trust the times)' : '';
  return [
    `${workload}, ${strategy}: ${ms.toFixed(2)} ms, PyTorch ${peerMs.toFixed(2)} ms: ${ratio.toFixed(2)} ×`,
    `    over the rounds ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} ×`,
    `    mean step ${pair(means.ms, means.peerMs)} ms; fastest ${pair(fastest.ms, fastest.peerMs)} ms; processor time ${pair(cpu.ms, cpu.peerMs)} ms a step`,
    `    cores used ${pair(cores.ours, cores.peer)}${busy}`,
  ].join('\n');
}

if (values.help) {
  console.log(help);
} else {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
