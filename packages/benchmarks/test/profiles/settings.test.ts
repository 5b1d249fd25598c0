import { fromTable } from '@equipoise/datasets';
import { expect, it } from 'vitest';

import { settingOf } from '../../src/profiles/settings.ts';

it('has no larger batches than there are training rows', () => {
  const rows = (count: number): ReturnType<typeof settingOf> => {
    const column = Array.from({ length: count }, (_, row) => row);
    const dataset = fromTable({
      table: { x: column, y: column },
      inputs: { x: 'numeric' },
      targets: { y: 'regression' },
    });
    return settingOf(dataset);
  };
  expect([rows(20), rows(1000)].map(({ batchSize }) => batchSize)).toEqual([12, 64]);
});
