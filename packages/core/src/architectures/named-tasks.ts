import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import { didYouMean } from '../nearest.ts';
import type { Task } from '../tasks/task.ts';

/** Which option of which architecture names tasks, and what they must be. */
export interface Naming {
  /** The architecture. */
  readonly owner: string;
  /** The option. */
  readonly option: string;
  /** What tasks are called that may be named, such as `binary tasks`. */
  readonly called?: string;
}

/**
 * The tasks that an option names, in its order.
 *
 * @param naming - The option.
 * @param tasks - All tasks.
 * @param names - The names; those of all tasks when left out.
 * @throws {@link InvalidOptionError} when there is no such task, or there are fewer than two.
 */
export function namedTasks(
  { owner, option, called = 'tasks' }: Naming,
  tasks: readonly Task[],
  names: readonly string[] = tasks.map(({ name }) => name),
): readonly [Task, Task, ...Task[]] {
  const known = tasks.map(({ name }) => name);
  const found = names.map((name) => {
    const task = tasks.find((each) => each.name === name);
    if (task) return task;
    throw new InvalidOptionError(
      owner,
      option,
      `names of tasks${didYouMean(name, known) || `: ${listed(known)}`}`,
      name,
    );
  });
  const [first, second, ...others] = found;
  if (first && second) return [first, second, ...others];
  throw new InvalidOptionError(owner, option, `names of 2 or more ${called}`, names);
}
