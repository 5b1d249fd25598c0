import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cagrad, dwa, equal, mgda, pipeline, type PipelineOptions, strategies, uncertainty } from '../../src/index.ts';
import { batchOf } from '../support/gradients.ts';
import { textbook } from '../support/textbook.ts';

describe('a pipeline as an object', () => {
  it('needs the most that any part needs, and is named after its parts', () => {
    const whole = pipeline({
      transform: 'log',
      weighting: uncertainty(),
      aggregation: cagrad(),
      smoothing: 0.9,
      clip: 1,
    });
    expect([whole.name, whole.needs]).toEqual(['log+uncertainty+cagrad+smoothing=0.9+clip=1', 'gramian']);
    expect(pipeline({ transform: 'log', weighting: equal() }).needs).toBe('losses');
    expect(pipeline({ weighting: equal(), period: 3 }).needs).toBe('nothing');
    expect(pipeline({ weighting: equal(), clip: 3 }).needs).toBe('gramian');
  });

  it('names itself and the task in errors', () => {
    const balancerRun = new BalancerRun(pipeline({ transform: 'log', aggregation: mgda() }), 2);
    expect(() => balancerRun.weigh({ ...batchOf(textbook), losses: [1, -1] })).toThrow(
      'log+mgda: the loss of task 1 must be at least 0, received -1.',
    );
  });

  it.each<[string, () => unknown, string]>([
    ['nothing', () => pipeline({}), 'pipeline: option `options` must be at least one part'],
    [
      'an aggregation of losses',
      () => pipeline({ aggregation: dwa() }),
      'dwa: option `aggregation` must be a strategy that looks at the Gramian only, received "dwa".',
    ],
    [
      'a transform that is none',
      () => pipeline(JSON.parse('{"transform":"square"}') as PipelineOptions),
      'one of log, ratio',
    ],
    ['nothing to smooth', () => pipeline({ transform: 'log', smoothing: 0.5 }), 'option `weighting` must be given'],
    ['smoothing', () => pipeline({ aggregation: mgda(), smoothing: 1 }), 'option `smoothing` must be a number from 0'],
    ['a period', () => pipeline({ aggregation: mgda(), period: 0 }), 'option `period` must be a whole number'],
    ['a limit', () => pipeline({ aggregation: mgda(), clip: 0 }), 'option `clip` must be a number above 0'],
    [
      'a direction of its own',
      () => pipeline({ weighting: strategies.graddrop(), aggregation: mgda() }),
      'option `weighting` must be a strategy that answers weights only, received "graddrop".',
    ],
  ])('rejects %s', (_, make, message) => {
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow(message);
  });

  it('refuses options that do not exist, and a name in the place of a strategy', () => {
    const wrong = (options: object) => () => pipeline(options);
    expect(wrong({ smooth: 0.9 })).toThrow('pipeline: there is no option `smooth`');
    expect(wrong({ aggregaton: mgda() })).toThrow('(did you mean aggregation?).');
    expect(wrong({ aggregation: 'mgda' })).toThrow(
      '`aggregation` must be a strategy, as strategies.equal() makes it, received "mgda".',
    );
    expect(wrong({ weighting: equal })).toThrow(
      '`weighting` must be a strategy, as strategies.equal() makes it, received the function equal.',
    );
  });
});
