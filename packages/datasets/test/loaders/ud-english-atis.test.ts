import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('ud-english-atis', (folder) => {
  it('has the published splits, parts of speech and relations', async () => {
    const dataset = await datasets['ud-english-atis'].load({ folder });
    expect(sizesOf(dataset)).toEqual([4274, 572, 586]);
    const upos = countsByName(dataset, dataset.splits.test, 'upos');
    const deprel = countsByName(dataset, dataset.splits.test, 'deprel');
    // Counted by another program; every sentence has one root.
    expect([upos.PROPN, upos.ADP, sum(Object.values(upos))]).toEqual([1567, 1434, 6580]);
    expect([deprel.case, deprel.nmod, deprel.root]).toEqual([1388, 863, 586]);
    expect(dataset.tasks.map(({ kind }) => kind.names?.length)).toEqual([14, 41]);
    expect(dataset.rows?.validation[0]).toMatchObject({
      id: '0001.dev',
      tokens: expect.arrayContaining(['pittsburgh']),
    });
  });
});
