import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { cli } from '../support/equipoise.ts';

const escape = '\u001B[';

/** What the environment says of colours, besides what the tests themselves were started with. */
type Colours = Readonly<Partial<Record<'NO_COLOR' | 'FORCE_COLOR', string>>>;

function environment(colours: Colours): NodeJS.ProcessEnv {
  const unset = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, NODE_DISABLE_COLORS: undefined };
  return { ...process.env, ...unset, TERM: 'xterm-256color', ...colours };
}

/** What a command prints into a pipe. */
function piped(args: readonly string[], colours: Colours = {}): string {
  return spawnSync(process.execPath, [cli, ...args], { env: environment(colours), encoding: 'utf8' }).stdout;
}

/** What a command prints on a terminal, by util-linux's `script`. */
function onTerminal(args: readonly string[], colours: Colours = {}): string {
  const command = [process.execPath, cli, ...args].join(' ');
  return spawnSync('script', ['-qec', command, '/dev/null'], { env: environment(colours), encoding: 'utf8' }).stdout;
}

const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

describe('colours', () => {
  it.each([['strategies'], ['strategies', 'gradnorm'], ['datasets'], ['compare', '--help']])(
    'are left out of pipes: %s %s',
    (...args) => {
      expect(piped(args)).not.toContain(escape);
    },
  );

  it('are in pipes with FORCE_COLOR, in lists and in help', () => {
    expect(piped(['strategies'], { FORCE_COLOR: '1' })).toContain(`${escape}36mgradnorm${escape}39m`);
    expect(piped(['compare', '--help'], { FORCE_COLOR: '1' })).toContain(`${escape}1mExamples:${escape}22m`);
  });

  it('are never in JSON', () => {
    expect(piped(['strategies', '--json'], { FORCE_COLOR: '1' })).not.toContain(escape);
  });

  it.skipIf(!hasTerminal)('are on a terminal, unless NO_COLOR is set', () => {
    expect(onTerminal(['strategies', 'gradnorm'])).toContain(`${escape}36mgradnorm${escape}39m: GradNorm`);
    expect(onTerminal(['bench', '--help'])).toContain(`${escape}1mOptions:${escape}22m`);
    expect(onTerminal(['strategies', 'gradnorm'], { NO_COLOR: '1' })).not.toContain(escape);
    expect(onTerminal(['bench', '--help'], { NO_COLOR: '1' })).not.toContain(escape);
  });
});
