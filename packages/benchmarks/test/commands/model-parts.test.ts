import { describe, expect, it } from 'vitest';

import { modelParts } from '../../src/commands/model-parts.ts';
import { partText } from '../../src/runs/part-config.ts';

describe('modelParts', () => {
  it('fills in the options that the command line leaves out', () => {
    expect(modelParts({ architecture: 'mmoe(experts=3)', encoder: 'mlp(hidden=[8], dropout=0.2)' })).toEqual({
      architecture: { kind: 'architecture', name: 'mmoe', options: { experts: 3 } },
      encoder: { kind: 'encoder', name: 'mlp', options: { hidden: [8], dropout: 0.2 } },
    });
    const { optimizer } = modelParts({ optimizer: 'adamw(weightDecay=0.1)' });
    expect(optimizer?.options).toMatchObject({ beta1: 0.9, beta2: 0.999, weightDecay: 0.1 });
    expect(modelParts({})).toEqual({});
  });

  it('reads what it writes', () => {
    const { optimizer } = modelParts({ optimizer: 'sgd(momentum=0.9, nesterov=true)' });
    if (!optimizer) throw new Error('There is an optimizer.');
    expect(modelParts({ optimizer: partText(optimizer) })).toEqual({ optimizer });
    expect(partText({ kind: 'architecture', name: 'hard-sharing', options: {} })).toBe('hard-sharing');
  });

  it.each([
    [
      { architecture: 'mmeo' },
      /architecture: option `name` must be one of hard-sharing, mmoe.*\(did you mean mmoe\?\)/,
    ],
    [{ architecture: 'mmoe(expert=3)' }, /mmoe: there is no option `expert` \(did you mean experts\?\)/],
    [{ architecture: 'hard-sharing(a=1)' }, /hard-sharing: there is no option `a`: there are none/],
    [{ encoder: 'mlp(hidden=[0])' }, /mlp: option `hidden\[0\]` must be a whole number of at least 1, received 0/],
    [{ encoder: 'mlp(8)' }, /mlp: option `options` must be written as mlp\(option=value, option=value\)/],
    [{ optimizer: 'adam(beta1=1)' }, /adam: option `beta1` must be a number from 0 to below 1, received 1/],
  ])('refuses a part in one sentence: %j', (args, sentence) => {
    expect(() => modelParts(args)).toThrow(sentence);
  });
});
