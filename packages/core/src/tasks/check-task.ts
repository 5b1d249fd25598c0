import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { checkKnownOptions } from '../known-options.ts';
import type { Task } from './task.ts';
import type { TaskKind } from './task-kind.ts';

/**
 * Checks a task.
 *
 * @param task - The task as its author wrote it.
 * @throws {@link InvalidOptionError} when its name is no text or empty, its kind is not a kind of task, or its priority is not above 0;
 *   {@link UnknownOptionError} when it has an option that does not exist.
 */
export function checkTask(task: Task): void {
  if (!isRecord(task)) throw new InvalidOptionError('task', 'task', 'an object with name and kind', task);
  const { name, kind, input, priority = 1 } = task;
  if (!isName(name)) throw new InvalidOptionError('task', 'name', 'a text that is not empty', name);
  const owner = `task ${name}`;
  checkKnownOptions<Task>(owner, task, { name: true, kind: true, input: true, priority: true });
  if (!isTaskKind(kind)) {
    throw new InvalidOptionError(owner, 'kind', 'a kind of task, such as binary() or regression()', kind);
  }
  if (input !== undefined && !isName(input) && !isNameList(input)) {
    throw new InvalidOptionError(owner, 'input', 'the name of an input, or a list of different names', input);
  }
  if (!(typeof priority === 'number' && priority > 0 && Number.isFinite(priority))) {
    throw new InvalidOptionError(owner, 'priority', 'a number above 0', priority);
  }
}

/**
 * Whether a value is a kind of task.
 *
 * @param value - The value, of whatever type.
 */
export function isTaskKind(value: unknown): value is TaskKind {
  if (!isRecord(value)) return false;
  const { outputs, labels, loss, metrics, checkLabel, decode } = value;
  const objects = [outputs, labels, loss].every(isRecord) && Array.isArray(metrics);
  return objects && typeof checkLabel === 'function' && typeof decode === 'function';
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isName) && new Set(value).size === value.length;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
