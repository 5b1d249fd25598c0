import type { Task } from '../tasks/task.ts';

/**
 * A row to predict from: an object with the columns that are inputs. What else it has is not looked at, and a column that it leaves out is a
 * missing cell.
 */
export type RowOf<Column extends string> = string extends Column ? object : { readonly [Name in Column]?: unknown };

/** What is predicted of a row, by the name of the task. */
export type Predictions<Tasks extends Task> = {
  readonly [Name in Tasks['name']]: Extract<Tasks, { readonly name: Name }> extends Task<string, infer Prediction>
    ? Prediction
    : never;
};
