import { describe, expect, it } from 'vitest';

import { modelParts } from '../../src/commands/model-parts.ts';
import { partText } from '../../src/trials/part-config.ts';

describe('modelParts', () => {
  it('fills in the options that the command line leaves out', () => {
    expect(modelParts({ architecture: 'mmoe(experts=3)', encoder: 'mlp(hidden=[8], dropout=0.2)' })).toEqual({
      architecture: { kind: 'architecture', name: 'mmoe', options: { experts: 3 } },
      encoder: { kind: 'encoder', name: 'mlp', options: { hidden: [8], dropout: 0.2, norm: 'none' } },
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
      'an architecture that does not exist',
      { architecture: 'mmeo' },
      /architecture: option `name` must be one of .*\(did you mean mmoe\?\)/,
    ],
    [
      'an option that does not exist',
      { architecture: 'mmoe(expert=3)' },
      /mmoe: there is no option `expert` \(did you mean experts\?\)/,
    ],
    [
      'an option of a part that has none',
      { architecture: 'hard-sharing(a=1)' },
      /hard-sharing: there is no option `a`: there are none/,
    ],
    [
      'an element out of range',
      { encoder: 'mlp(hidden=[0])' },
      /mlp: option `hidden\[0\]` must be a whole number of at least 1, received 0/,
    ],
    [
      'options that are not written as such',
      { encoder: 'mlp(8)' },
      /mlp: option `options` must be written as mlp\(option=value, option=value\)/,
    ],
    [
      'an option out of range',
      { optimizer: 'adam(beta1=1)' },
      /adam: option `beta1` must be a number from 0 to below 1, received 1/,
    ],
  ])('refuses %s in one sentence', (_, args, sentence) => {
    expect(() => modelParts(args)).toThrow(sentence);
  });
});
