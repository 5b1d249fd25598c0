import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trainBriefly } from '../support/train-briefly.ts';

const temporary = temporaryFolder();

describeShared('nlu-evaluation-corpora', (folder) => {
  it('has the published test sentences, intents and entities', async () => {
    const dataset = await datasets['chatbot-nlu'].load({ folder });
    expect(sizesOf(dataset)).toEqual([80, 20, 106]);
    // Counted by another program.
    expect(countsByName(dataset, dataset.splits.test, 'intent')).toEqual({ DepartureTime: 35, FindConnection: 71 });
    expect(countsByName(dataset, dataset.splits.test, 'slots')).toMatchObject({
      ...{ 'B-StationStart': 102, 'B-StationDest': 71, 'B-Vehicle': 35, 'B-Criterion': 34 },
    });
    expect(dataset.rows?.test[2]).toMatchObject({
      tokens: ['when', 'does', 'the', 'next', 'u', '-', 'bahn', 'leaves', 'from', 'garching', 'forschungszentrum', '?'],
      slots: [
        'O',
        'O',
        'O',
        'B-Criterion',
        'B-Vehicle',
        'I-Vehicle',
        'I-Vehicle',
        'O',
        'O',
        'B-StationStart',
        'I-StationStart',
        'O',
      ],
    });
  });

  it('is learnt in a few epochs, and predicts tags of a text', async () => {
    const dataset = await datasets['chatbot-nlu'].load({ folder });
    const rows = [{ tokens: 'when is the next bus from garching' }];
    const { first, last, metrics, predictions } = await trainBriefly(dataset, { epochs: 12, batchSize: 16, rows });
    first.forEach((loss, task) => {
      expect(last[task]).toBeLessThan(loss / 2);
    });
    expect(metrics.intent?.accuracy).toBeGreaterThan(0.9);
    expect(metrics.slots?.accuracy).toBeGreaterThan(0.8);
    expect(predictions[0]).toMatchObject({ intent: { class: 'DepartureTime' } });
    expect((predictions[0] as { slots: readonly string[] }).slots[6]).toBe('B-StationStart');
  });
});

it('names the sentence whose entity is not in it, and the one that lacks an intent', async () => {
  const path = join(temporary(), 'ChatbotCorpus.json');
  const corpus = (sentence: object): void => {
    const sound = { text: 'go', intent: 'Go', training: true, entities: [] };
    writeFileSync(path, JSON.stringify({ sentences: [sound, { ...sound, ...sentence }] }));
  };
  const { load } = datasets['chatbot-nlu'];
  corpus({ entities: [{ entity: 'Stop', text: 'marienplatz', start: 0, stop: 0 }] });
  await expect(load({ folder: temporary() })).rejects.toThrow(
    /sentence 2: the entity "marienplatz" must be in the sentence "go"\.$/,
  );
  corpus({ intent: null });
  await expect(load({ folder: temporary() })).rejects.toThrow(/sentence 2: must have a text, an intent/);
  writeFileSync(path, '[]');
  await expect(load({ folder: temporary() })).rejects.toThrow(/must be a list of records, received undefined\.$/);
});
