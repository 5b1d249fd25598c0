import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('nlu-evaluation-corpora', (folder) => {
  it('has the published test sentences; entities whose place is wrong are found by their text', async () => {
    const dataset = await datasets['ask-ubuntu-nlu'].load({ folder });
    expect(sizesOf(dataset)).toEqual([42, 11, 109]);
    // Counted by another program.
    expect(countsByName(dataset, dataset.splits.test, 'intent')).toEqual({
      ...{ 'Make Update': 37, None: 5, 'Setup Printer': 13, 'Shutdown Computer': 14, 'Software Recommendation': 40 },
    });
    expect(countsByName(dataset, dataset.splits.test, 'slots')).toMatchObject({
      ...{ 'B-UbuntuVersion': 78, 'B-Printer': 12, 'B-SoftwareName': 4 },
    });
    expect(dataset.rows?.test).toContainEqual(
      expect.objectContaining({
        tokens: ['Problem', 'upgrading', 'Ubuntu', '9', '.', '10'],
        slots: ['O', 'O', 'B-UbuntuVersion', 'I-UbuntuVersion', 'I-UbuntuVersion', 'I-UbuntuVersion'],
      }),
    );
  });
});
