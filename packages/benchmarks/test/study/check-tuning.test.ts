import { describe, expect, it } from 'vitest';

import { checkTuning } from '../../src/study/check-tuning.ts';
import { slotSearch } from '../../src/study/slot-search.ts';
import { slotsOf } from '../../src/study/slots.ts';
import type { Study } from '../../src/study/study.ts';
import type { Tuning } from '../../src/study/tuning.ts';
import { searchedArm, usualTuning } from '../../src/study/usual-tuning.ts';
import { smallParts, smallStudy } from '../support/made-up.ts';

const tuning: Tuning = { search: { kind: 'search', name: 'random', options: {} }, trials: 4 };

const examples = 100;

describe('checkTuning', () => {
  it.each<[string, Partial<Tuning>, Partial<Study>, string]>([
    ['no trials', { trials: 0 }, {}, 'tune: option `trials` must be a whole number from 1 to 1000, received 0.'],
    ['a cap below the epochs', { maxEpochs: 1 }, {}, '`maxEpochs` must be a whole number of at least the 2 epochs'],
    ['no time', { seconds: 0 }, {}, 'tune: option `seconds` must be a number above 0, received 0.'],
    ['another pruner', { pruner: { kind: 'pruner', name: 'ahsa', options: {} } }, {}, 'did you mean asha?'],
    [
      'an option of no pruner',
      { pruner: { kind: 'pruner', name: 'asha', options: { eta: 1 } } },
      {},
      'asha: option `eta` must be',
    ],
    [
      'a pruner of one trial',
      { trials: 1, pruner: { kind: 'pruner', name: 'asha', options: {} } },
      {},
      '`pruner` must be left out where there is one trial',
    ],
    ['another search', { search: { kind: 'search', name: 'tp', options: {} } }, {}, 'did you mean tpe?'],
    ['an option of no optimizer', { optimizer: { momentum: [0, 1] } }, {}, 'adam: there is no option `momentum`'],
    ['a range upside down', { training: { learningRate: [0.1, 0.01] } }, {}, '`learningRate.low` must be below 0.01'],
    [
      'larger batches than examples',
      { training: { batchSize: [16, 101] } },
      {},
      'at most the 100 training examples of',
    ],
    ['one such batch among others', { training: { batchSize: { values: [16, 128] } } }, {}, 'received 128.'],
    ['one such batch for all', { training: { batchSize: 200, learningRate: {} } }, {}, 'received 200.'],
    ['one such batch where nothing is searched', { training: { batchSize: 200 } }, {}, 'received 200.'],
    [
      'a search of a pipeline',
      {},
      { arms: [{ name: 'p', strategy: 'log+cagrad', search: { c: {} } }] },
      '`search` must be left out where the strategy is a pipeline',
    ],
    [
      'an option of no strategy',
      {},
      { arms: [{ name: 'g', strategy: 'gradnorm', search: { alhpa: {} } }] },
      'gradnorm: there is no option `alhpa` (did you mean alpha?)',
    ],
  ])('refuses %s in one sentence', (_, wrong, study, sentence) => {
    expect(() => checkTuning(smallStudy(study), { ...tuning, ...wrong }, examples)).toThrow(sentence);
  });
});

describe('slotSearch', () => {
  it('searches the options of the strategy for arms only, and leaves the others as they are', () => {
    const arms = [{ name: 'g', strategy: 'gradnorm(alpha=1)', search: { alpha: [0.5, 2] } }];
    const [arm, separate] = slotsOf(smallStudy({ arms, seeds: 1 }));
    if (!arm || !separate) throw new Error('There are slots.');
    const specs = { training: { learningRate: [0.001, 0.1] }, encoder: { dropout: { values: [0, 0.5] } } };
    const [ofArm, alone] = [slotSearch(arm, specs), slotSearch(separate, specs)];
    expect(ofArm.space.map(({ name }) => name)).toEqual(['training.learningRate', 'encoder.dropout', 'strategy.alpha']);
    expect(alone.space.map(({ name }) => name)).toEqual(['training.learningRate', 'encoder.dropout']);
    const config = ofArm.at({ 'training.learningRate': 0.05, 'encoder.dropout': 0.5, 'strategy.alpha': 2 });
    expect(config).toMatchObject({ strategy: 'gradnorm(alpha=2)', learningRate: 0.05, epochs: 2 });
    expect(config.encoder.options).toMatchObject({ hidden: [4], dropout: 0.5 });
  });

  it('chooses among encoders and optimizers as wholes', () => {
    const [slot] = slotsOf(smallStudy({ seeds: 1 }));
    if (!slot) throw new Error('There are slots.');
    const optimizers = [slot.config.optimizer, { kind: 'optimizer', name: 'sgd', options: { momentum: 0.9 } }];
    const search = slotSearch(slot, { optimizers });
    expect(search.space).toEqual([{ name: 'optimizer', type: 'choice', values: optimizers }]);
    expect(search.at({ optimizer: optimizers[1] }).optimizer).toEqual(optimizers[1]);
  });
});

describe('the usual search', () => {
  it('is of the learning rate, weight decay and dropout, and of what a strategy declares', () => {
    const training = { ...smallParts(), epochs: 10, batchSize: 8, learningRate: 0.01 };
    const usual = usualTuning(training, 20);
    expect(usual).toMatchObject({ trials: 20, maxEpochs: 40, training: { learningRate: [0.001, 0.1] } });
    checkTuning(smallStudy({ training }), usual, examples);
    expect(searchedArm({ name: 'gradnorm', strategy: 'gradnorm' }).search).toEqual({ alpha: {}, learningRate: {} });
    for (const strategy of ['gradnorm(alpha=1)', 'log+cagrad', 'equal']) {
      expect(searchedArm({ name: strategy, strategy }).search).toBeUndefined();
    }
  });
});
