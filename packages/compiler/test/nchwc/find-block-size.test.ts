import { describe, expect, it } from 'vitest';
import * as web from 'onnxruntime-web';

import { findBlockSize } from '../../src/nchwc/find-block-size.ts';

describe('findBlockSize', () => {
  it('finds none in a build of ONNX Runtime without NCHWc operators', async () => {
    expect(await findBlockSize(web)).toBeUndefined();
  });
});
