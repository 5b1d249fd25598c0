import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

import { compile } from '../../src/index.ts';

const numbers = [0, 1, -1, 2, -3, 7, 10, -10, 2 ** 31 - 1, -(2 ** 31), 123_456_789];
const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const));

it('int32 is divided and raised to powers, with 0 where the divisor is 0', async () => {
  const compiled = compile(
    ({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => [tf.floorDiv(a, b), tf.mod(a, b), tf.pow(a, b)],
    { engine: 'wasm' },
  );
  const [a, b] = [
    tf.tensor1d(
      pairs.map(([first]) => first),
      'int32',
    ),
    tf.tensor1d(
      pairs.map(([, second]) => second),
      'int32',
    ),
  ];
  const [quotients, remainders, powers] = await compiled({ a, b });
  const floored = pairs.map(([x, y]) => (y === 0 ? 0 : Math.floor(x / y) | 0));
  expect(Array.from((await quotients?.data()) ?? [])).toEqual(floored);
  const left = pairs.map(([x, y]) => (y === 0 ? 0 : Number(BigInt(x) - BigInt(y) * BigInt(Math.floor(x / y)))));
  expect(Array.from((await remainders?.data()) ?? [])).toEqual(left);
  const raised = Array.from((await powers?.data()) ?? []);
  for (const [index, [x, y]] of pairs.entries()) {
    // Others have more digits than a float of double precision.
    if (Math.abs(x ** y) < 2 ** 53) expect(raised[index], `${x} to the ${y}`).toBe((x ** y) | 0);
  }
});
