import type { DownloadProgress } from '@equipoise/datasets';

import { byteCount } from './byte-count.ts';
import { duration } from './numbers.ts';
import { progressLine, type ProgressStream } from './progress-line.ts';

/** Shows how far the download of a data set is. */
export interface DownloadLine {
  /**
   * Takes note of what happened.
   *
   * @param progress - What happened.
   */
  readonly note: (progress: DownloadProgress) => void;
  /** Takes the line away. */
  clear(): void;
}

/**
 * Starts to show the download of a data set: bytes, rate and the time that is left, and a sentence for every failure that is tried again.
 *
 * @param stream - Where: standard error.
 * @param now - The time in milliseconds.
 */
export function downloadLine(stream: ProgressStream, now: () => number = () => performance.now()): DownloadLine {
  let text = '';
  let start: { readonly time: number; readonly bytes: number } | undefined;
  const line = progressLine(stream, { describe: () => text, now });
  return {
    note(event) {
      const who = `${event.dataset}: ${event.path}`;
      if (event.kind === 'failed' && event.wait !== undefined) {
        line.say(`${who}: ${event.reason}; trying again in ${event.wait} s.`);
      }
      if (event.kind !== 'bytes') return;
      const { allBytes, allTotal, bytes, total } = event;
      start ??= { time: now(), bytes: allBytes };
      const [done, all] = allTotal === undefined ? [bytes, total] : [allBytes, allTotal];
      const seconds = (now() - start.time) / 1000;
      const rate = seconds > 0.5 ? (allBytes - start.bytes) / seconds : 0;
      const size = all === undefined ? byteCount(done) : `${byteCount(done)} of ${byteCount(all)}`;
      const speed = rate > 0 ? `, ${byteCount(rate)}/s` : '';
      const left = rate > 0 && all !== undefined ? `, ${duration((all - done) / rate)} left` : '';
      text = `${who}, ${size}${speed}${left}`;
      const share = all === undefined || all === 0 ? 0 : Math.min(1, done / all);
      line.show({ ended: done, kept: done, total: all ?? done, share });
    },
    clear: () => line.clear(),
  };
}
