import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('nlu-evaluation-corpora', (folder) => {
  it('has the published test sentences, intents and entities', async () => {
    const dataset = await datasets['web-applications-nlu'].load({ folder });
    expect(sizesOf(dataset)).toEqual([24, 6, 59]);
    // Counted by another program. The only test entities are web services.
    expect(countsByName(dataset, dataset.splits.test, 'intent')).toMatchObject({
      ...{ 'Find Alternative': 16, 'Filter Spam': 14, 'Delete Account': 10, 'Export Data': 3, None: 4 },
    });
    expect(countsByName(dataset, dataset.splits.test, 'slots')['B-WebService']).toBe(64);
  });
});
