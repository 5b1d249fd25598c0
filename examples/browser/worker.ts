import type { Rows } from '@equipoise/datasets';

import { type Settings, train } from './training.ts';

/** One training run, as the page asks for it. */
export interface Run {
  readonly rows: Rows;
  readonly settings: Settings;
}

// In a worker, since the steps of a run would keep the page from being drawn.
addEventListener('message', ({ data: { rows, settings } }: MessageEvent<Run>) => {
  train(rows, settings, (news) => postMessage(news)).then(
    (outcome) => postMessage(outcome),
    (error: unknown) => postMessage({ error: String(error) }),
  );
});
