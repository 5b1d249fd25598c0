import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { pipeline } from '../../src/pipeline/pipeline.ts';
import { cagrad } from '../../src/strategies/cagrad.ts';
import { crMogm } from '../../src/strategies/cr-mogm.ts';
import { equal } from '../../src/strategies/equal.ts';

// A browser has no modules of Node, so that mathjs is loaded when a run begins.
const program = `
Reflect.deleteProperty(process, 'getBuiltinModule');
const { fixed } = await import('@equipoise/weighting');
const balancer = (formula) => fixed({ weights: [2, formula] });
const weigh = (it) => it.weigh({ progress: { epoch: 1, step: 5, epochs: 10 } }, it.init(2)).weights;
const said = async (attempt) => attempt().catch(({ name, message }) => name + ': ' + message);
const good = balancer('1/(1+epoch)');
const before = await said(async () => weigh(good));
const numbers = weigh(balancer(3));
const refused = await said(() => balancer('epoch.constructor').prepare());
await good.prepare();
console.log(JSON.stringify({ before, numbers, refused, after: weigh(good) }));
`;

describe('fixed in a browser', () => {
  it('reads formulas in `prepare`, numbers at once', async () => {
    const args = ['--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
    expect(JSON.parse(stdout)).toEqual({
      before: 'EquipoiseError: A formula is read once mathjs is loaded: await `prepare` before `weigh`.',
      numbers: [2, 3],
      refused: expect.stringMatching(/^InvalidOptionError: fixed: option `weights\[1\]` must be a formula without/),
      after: [2, 0.5],
    });
  });
});

describe('a strategy around another one', () => {
  it('prepares it', async () => {
    let prepared = 0;
    const prepare = (): Promise<void> => Promise.resolve(void (prepared += 1));
    await pipeline({ weighting: { ...equal(), prepare }, aggregation: { ...cagrad(), prepare } }).prepare?.();
    await crMogm({ inner: { ...cagrad(), prepare } }).prepare?.();
    expect(prepared).toBe(3);
  });
});
