/** How well a model does on a split. */
export interface Evaluation {
  /** The mean loss of each task, by its name. */
  readonly losses: Readonly<Record<string, number>>;
  /** The metrics of each task: `metrics[task][metric]`. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
