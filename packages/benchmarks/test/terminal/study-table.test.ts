import { describe, expect, it } from 'vitest';

import { slotKey, slotsOf } from '../../src/study/slots.ts';
import { progressLine } from '../../src/terminal/progress-line.ts';
import { studyTable } from '../../src/terminal/study-table.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

const arms = ['fixed(weights=[1,2])', 'fixed(weights=[2,1])'].map((strategy) => ({ name: strategy, strategy }));
const slots = slotsOf(smallStudy({ arms, seeds: 2, floors: true })).map((slot) => ({ slot }));

describe('studyTable', () => {
  it('counts the trials of each arm, baseline and floor, and keeps the least validation loss', () => {
    const table = studyTable(slots, 79);
    for (const { slot } of slots.filter(({ slot }) => slotKey(slot.of) === 'arm fixed(weights=[2,1])')) {
      const result = madeUpResult(slot.config, () => ({}));
      table.note({ kind: 'done', of: slotKey(slot.of), config: slot.config, result });
    }
    const [alone] = slots.filter(({ slot }) => slotKey(slot.of) === 'separate digit');
    if (!alone) throw new Error('There is such a slot.');
    const event = { of: slotKey(alone.slot.of), config: alone.slot.config };
    table.note({ kind: 'failed', ...event, error: new Error('no') });
    expect(table.lines().map((line) => line.trimEnd().replaceAll(/ {2,}/g, '|'))).toEqual([
      'data set|arm|trials|least validation loss',
      'penguins|fixed(weights=[1,2])|0 of 2|–',
      'penguins|fixed(weights=[2,1])|2 of 2|0.5000',
      'penguins|digit alone|1 of 2, 1 failed|–',
      'penguins|size alone|0 of 2|–',
      'penguins|constant|0 of 2|–',
      'penguins|linear|0 of 2|–',
    ]);
  });

  it('is drawn below the bar of a terminal, no higher than its screen, and nowhere else', () => {
    let text = '';
    const write = (piece: string): string => (text += piece);
    const below = (): readonly string[] => ['one', 'two', 'three', 'four'];
    const standing = { ended: 1, kept: 1, total: 4, share: 0.25 };
    let now = 0;
    const options = { below, now: () => (now += 60_000) };
    progressLine({ isTTY: true, columns: 80, rows: 4, write }, options).show(standing);
    expect(text.startsWith('\r\u001b[J[=')).toBe(true);
    expect(text).toContain('] 1 of 4 trials, 25 %');
    expect(text.endsWith('\none\ntwo\u001b[2A')).toBe(true);
    text = '';
    progressLine({ write }, options).show(standing);
    expect(text).toMatch(/^1 of 4 trials, 25 %[^\n]*\n$/);
  });
});
