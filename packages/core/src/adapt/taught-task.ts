import type { Scored } from '../metrics/scored.ts';
import type { Scoring } from '../tasks/scoring.ts';
import type { Task } from '../tasks/task.ts';
import type { TaskKind } from '../tasks/task-kind.ts';
import { hardScored, type TaughtLabels } from './taught-labels.ts';
import { layoutOf, taughtLoss, type Teaching } from './taught-loss.ts';

const views = ['decisions', 'probabilities', 'scores', 'numbers', 'quantiles', 'survival', 'relevance', 'embeddings', 'texts', 'sequences'] as const satisfies readonly (keyof Scoring)[]; // prettier-ignore

/**
 * A task whose labels have the outputs of a teacher beside them. Its metrics read the true labels.
 *
 * @param task - The task.
 * @param teaching - Temperature and share.
 * @throws {@link InvalidOptionError} for a kind that cannot be taught.
 */
export function taughtTask(task: Task, teaching: Teaching): Task {
  const { kind } = task;
  const layout = layoutOf(kind);
  const taught = {
    labels: { shape: [layout.hard + 1 + layout.outputs], dtype: 'float32' },
    loss: taughtLoss(kind, layout, teaching),
    config: { kind: 'task-kind', name: 'taught', options: { kind: kind.config, ...teaching } },
    checkLabel: (values) => {
      const numbers = Array.from(values);
      if (!numbers.every(Number.isFinite)) return 'finite outputs of a teacher';
      return numbers[layout.hard] === 1 ? kind.checkLabel(numbers.slice(0, layout.hard)) : undefined;
    },
  } satisfies Partial<TaskKind>;
  return { ...task, kind: Object.assign(Object.create(kind) as TaskKind, taught, hardViews(kind, layout)) };
}

function hardViews(kind: TaskKind, layout: TaughtLabels): Partial<Scoring> {
  const own = views.flatMap((view) => {
    const read = kind[view]?.bind(kind) as ((scored: Scored) => unknown) | undefined;
    return read ? [[view, (scored: Scored) => read(hardScored(scored, layout))] as const] : [];
  });
  return Object.fromEntries(own);
}
