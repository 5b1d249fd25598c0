import { describe, expect, it } from 'vitest';

import { meanIou } from '../../src/metrics/mean-iou.ts';
import { segmentation } from '../../src/tasks/kinds/segmentation.ts';
import { measure } from './measure.ts';

describe('mean-iou', () => {
  it('averages over both answers of a binary task', () => {
    // Decided 1 1 0 0 for 1 0 0 0: yes 1 / (1 + 1 + 0), no 2 / (2 + 0 + 1).
    expect(measure(meanIou(), 'binary', [[1], [1], [-1], [-1]], [1, 0, 0, 0])).toBeCloseTo((1 / 2 + 2 / 3) / 2, 12);
  });

  it('counts the pixels of all masks together, without those that have no label', () => {
    const kind = segmentation({ classes: 4, height: 2, width: 2 });
    const state = meanIou().create(kind);
    const masks = [
      [0, 1, 1, 2], // decided
      [2, 2, 0, 1],
    ];
    const outputs = Float32Array.from(
      masks.flat().flatMap((own) => [0, 1, 2, 3].map((each) => (each === own ? 1 : 0))),
    );
    const labels = Int32Array.of(0, 1, 2, 2, /* next */ 2, -1, 0, 0);
    state.update({ outputs, labels, size: 2 });
    // Pixels with labels: (0,0) (1,1) (1,2) (2,2) (2,2) (0,0) (1,0). Class 0: 2/3, 1: 1/3, 2: 2/3; 3 is nowhere.
    expect(state.compute()).toBeCloseTo((2 / 3 + 1 / 3 + 2 / 3) / 3, 12);
  });

  it('is not defined before any example', () => {
    expect(
      meanIou()
        .create(segmentation({ classes: 2, height: 1, width: 1 }))
        .compute(),
    ).toBeNaN();
  });
});
