import { describe, it } from 'vitest';

import { sizeOf } from '../../src/host-tensor.ts';
import { type Example, expectAlike, nameOf, noise } from './example.ts';

const examples: readonly Example[] = [
  ...[
    [3, 5, 4, 7],
    [6, 5],
  ].map((shape): Example => ({
    type: 'BatchNormalization',
    given: [
      [noise(sizeOf(shape)), shape],
      ...[5, 6, 7, 8].map((count) => [noise(count).slice(0, 5).map(Math.abs), [5]] as const),
    ],
    shape,
    attributes: { epsilon: { float: 1e-3 } },
  })),
  ...(
    [
      [[3], [7], [2, 2]],
      [
        [3, 4],
        [7, 9],
        [2, 3, 2, 2],
      ],
      [
        [2, 5, 3],
        [4, 9, 3],
        [1, 4, 0, 1, 0, 0],
      ],
    ] as const
  ).map(([lengths, shape, pads]): Example => ({
    type: 'Pad',
    given: [[noise(sizeOf(lengths)), lengths]],
    shape,
    known: (graph) => [graph.ints(pads)],
    attributes: { mode: 'reflect' },
  })),
  ...(
    [
      ['ij->ji', [[3, 5]], [5, 3]],
      ['ij->', [[3, 5]], []],
      ['ijk->ik', [[3, 5, 2]], [3, 2]],
      [
        'ij,jk->ik',
        [
          [3, 5],
          [5, 4],
        ],
        [3, 4],
      ],
      [
        'ij,jk->ki',
        [
          [3, 5],
          [5, 4],
        ],
        [4, 3],
      ],
      [
        'bik,bij->bjk',
        [
          [2, 3, 4],
          [2, 3, 5],
        ],
        [2, 5, 4],
      ],
      [
        'bqhd,bkhd->bhqk',
        [
          [2, 3, 4, 5],
          [2, 6, 4, 5],
        ],
        [2, 4, 3, 6],
      ],
      [
        'bhqk,bkhd->bqhd',
        [
          [2, 4, 3, 6],
          [2, 6, 4, 5],
        ],
        [2, 3, 4, 5],
      ],
      [
        'btd,dhe->bthe',
        [
          [2, 3, 4],
          [4, 5, 6],
        ],
        [2, 3, 5, 6],
      ],
      [
        'bthe,hed->btd',
        [
          [2, 3, 5, 6],
          [5, 6, 4],
        ],
        [2, 3, 4],
      ],
      ['k,ij->jk', [[4], [2, 3]], [3, 4]],
      ['ij,i->j', [[4, 3], [4]], [3]],
      ['i,i->', [[4], [4]], []],
      [
        'ij,ij->ij',
        [
          [4, 3],
          [4, 3],
        ],
        [4, 3],
      ],
      [
        'ijk,ijl->ikl',
        [
          [2, 3, 1],
          [2, 3, 4],
        ],
        [2, 1, 4],
      ],
    ] as const
  ).map(([equation, lengths, shape]): Example => ({
    type: 'Einsum',
    given: lengths.map((sides) => [noise(sizeOf(sides)), sides]),
    shape,
    attributes: { equation },
  })),
];

describe('an operator of layers gives what it gives by ONNX Runtime', () => {
  it.each(examples.map((example) => [nameOf(example), example] as const))('%s', (_, example) => expectAlike(example));
});
