import { describe, expect, it } from 'vitest';

import { DataError, InvalidOptionError } from '../../src/errors.ts';
import { imageInput } from '../../src/preprocessing/image-input.ts';
import { toChannels } from '../../src/preprocessing/pixels.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { resize, type Size } from '../../src/preprocessing/resize.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { expectClose } from '../support/expect-close.ts';

interface Resized {
  from: Size;
  to: Size;
  values: number[];
  resized: number[];
}

/** What Pillow 9.4.0 gives: `Image.fromarray(values, mode='F').resize((width, height), Image.BILINEAR)`. */
const pillow: readonly [Resized, ...Resized[]] = [
  {
    from: { height: 4, width: 5 },
    to: { height: 2, width: 3 },
    values: [207, 21, 45, 60, 46, 205, 222, 149, 10, 24, 85, 110, 159, 122, 67, 40, 177, 188, 8, 29],
    resized: [159.2041, 95.98412, 42.93877, 113.6531, 141.5238, 49.95918],
  },
  {
    from: { height: 3, width: 2 },
    to: { height: 5, width: 6 },
    values: [115, 100, 227, 132, 107, 110],
    resized: [
      ...[115, 115, 110, 105, 100, 100, 159.8, 159.8, 144.1333, 128.4667, 112.8, 112.8, 227, 227, 195.3333],
      ...[163.6667, 132, 132, 155, 155, 142.9333, 130.8667, 118.8, 118.8, 107, 107, 108, 109, 110, 110],
    ],
  },
  {
    from: { height: 7, width: 9 },
    to: { height: 3, width: 4 },
    values: [
      ...[170, 150, 44, 188, 193, 244, 201, 72, 81, 166, 166, 178, 222, 74, 240, 0, 19, 249, 241, 76, 35],
      ...[80, 11, 228, 169, 149, 62, 120, 48, 197, 121, 7, 65, 180, 133, 95, 64, 23, 155, 169, 133, 238],
      ...[237, 53, 155, 161, 63, 76, 124, 189, 74, 184, 167, 55, 99, 212, 215, 168, 1, 174, 57, 209, 233],
    ],
    resized: [
      ...[148.4857, 139.845, 159.8136, 105.1102, 104.5328, 110.5366],
      ...[135.5309, 124.7597, 118.502, 135.7038, 139.5941, 149.5306],
    ],
  },
  {
    from: { height: 2, width: 6 },
    to: { height: 3, width: 2 },
    values: [109, 244, 194, 83, 224, 98, 26, 151, 217, 168, 100, 230],
    resized: [177.625, 153.5, 158, 158.8125, 138.375, 164.125],
  },
];
const image = preprocessing({
  inputs: { image: imageInput({ column: 'photo', height: 1, width: 2, mean: [0.5], deviation: [0.25] }) },
});

describe('resize', () => {
  it.each(pillow)("gives Pillow's pixels, case %#", ({ from, to, values, resized }) => {
    expectClose(resize(Float32Array.from(values), from, to, 1), resized, 1e-4);
  });

  it('resizes each channel by itself', () => {
    const [{ from, to, values, resized }] = pillow;
    const both = Float32Array.from(values.flatMap((value) => [value, 255 - value]));
    const expected = resized.flatMap((value) => [value, 255 - value]);
    expectClose(resize(both, from, to, 2), expected, 1e-4);
  });
});

describe('toChannels', () => {
  it("makes grey of colours as Pillow's convert('L') does, and leaves an alpha channel out", () => {
    const colours = [10, 20, 30, 255, 0, 1, 3, 200, 77];
    expect([...toChannels({ data: colours, width: 3, height: 1 }, 1)]).toEqual([18, 76, 127]);
    expect([...toChannels({ data: [10, 20, 30, 99, 255, 0, 1, 99], width: 2, height: 1 }, 1)]).toEqual([18, 76]);
    expect([...toChannels({ data: [10, 20, 30, 99], width: 1, height: 1 }, 3)]).toEqual([10, 20, 30]);
    expect([...toChannels({ data: [7, 99], width: 1, height: 1 }, 3)]).toEqual([7, 7, 7]);
  });
});

describe('imageInput', () => {
  it('standardises images of any size and their values alone', () => {
    expect(image.inputs.image?.spec).toEqual({ shape: [1, 2, 1], dtype: 'float32' });
    const large = { data: Uint8ClampedArray.of(255, 255, 255, 255, 51, 51, 51, 51), width: 4, height: 2 };
    const { inputs } = image.encode([{ photo: Uint8Array.of(255, 0) }, { photo: [0, 51] }, { photo: large }]);
    const expected = [1, 0, 0, 0.2, 0.6, 0.6].map((value) => (value - 0.5) / 0.25); // (255 + 51) / 2 = 153.
    expectClose(inputs.image ?? [], expected, 1e-6);
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(image.config)));
    expect(again.config).toEqual(image.config);
    const rows = [{ photo: { data: [1, 2, 3, 4, 5, 6], width: 3, height: 2 } }];
    expect(again.encode(rows)).toEqual(image.encode(rows));
  });

  it.each([
    ['three values', [1, 2, 3]],
    ['a value above 255', [1, 256]],
    ['the name of a file', 'photo.png'],
    ['nothing', null],
    ['fewer values than pixels', { data: [1, 2, 3], width: 2, height: 2 }],
    ['no column', { data: [1], width: 0, height: 1 }],
    ['no values', { width: 1, height: 1 }],
  ])('refuses what is no such image: %s', (_, photo) => {
    expect(() => image.encode([{ photo }])).toThrow(DataError);
    expect(() => image.encode([{ photo }])).toThrow(
      'rows: column "photo", row 1: must be an image: { data, width, height }',
    );
  });

  it('has as many deviations as means, 1 or 3', () => {
    const size = { column: 'photo', height: 1, width: 2 };
    expect(() => imageInput({ ...size, mean: [0, 0], deviation: [1, 1] })).toThrow(InvalidOptionError);
    expect(() => imageInput({ ...size, mean: [0], deviation: [1, 1, 1] })).toThrow(
      'option `deviation` must be a list of 1',
    );
  });
});
