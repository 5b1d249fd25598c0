import { describe, expect, it } from 'vitest';

import { InvalidOptionError, UnknownOptionError } from '../../src/errors.ts';
import { checkTask } from '../../src/tasks/check-task.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import type { Task } from '../../src/tasks/task.ts';

const task: Task = { name: 'churn', kind: binary() };

describe('checkTask', () => {
  it('accepts a task with and without options, whatever its name', () => {
    for (const good of [task, { ...task, priority: 0.5, input: 'image' }, { ...task, name: '__proto__' }]) {
      expect(() => checkTask(good)).not.toThrow();
    }
  });

  it.each([
    [{ ...task, name: '' }, 'task: option `name` must be a text that is not empty, received "".'],
    [{ ...task, name: 3 }, 'task: option `name` must be a text that is not empty, received 3.'],
    [
      { name: 'churn' },
      'task churn: option `kind` must be a kind of task, such as binary() or regression(), received undefined.',
    ],
    [{ ...task, kind: 'binary' }, 'task churn: option `kind` must be a kind of task'],
    [{ ...task, kind: { ...binary(), decode: undefined } }, 'task churn: option `kind` must be a kind of task'],
    [{ ...task, priority: 0 }, 'task churn: option `priority` must be a number above 0, received 0.'],
    [{ ...task, priority: Number.NaN }, 'task churn: option `priority` must be a number above 0, received NaN.'],
    [{ ...task, priority: Infinity }, 'task churn: option `priority` must be a number above 0, received Infinity.'],
    [{ ...task, priority: '1' }, 'task churn: option `priority` must be a number above 0, received "1".'],
    [
      { ...task, input: '' },
      'task churn: option `input` must be the name of an input, or a list of different names, received "".',
    ],
    [null, 'task: option `task` must be an object with name and kind, received null.'],
  ])('refuses what is not a task in one sentence, case %#', (bad, sentence) => {
    expect(() => checkTask(bad as Task)).toThrow(InvalidOptionError);
    expect(() => checkTask(bad as Task)).toThrow(sentence);
  });

  it('refuses options that do not exist, such as those of version 0.1', () => {
    expect(() => checkTask({ ...task, outputs: 3 } as Task)).toThrow(UnknownOptionError);
    expect(() => checkTask({ ...task, priorty: 3 } as Task)).toThrow('did you mean priority');
  });
});
