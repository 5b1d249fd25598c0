import { duration } from './numbers.ts';
import type { Standing } from './progress-estimate.ts';

/** Where progress is shown. */
export interface ProgressStream {
  /** Whether a line can be drawn over. */
  readonly isTTY?: boolean;
  /** Characters in a line. */
  readonly columns?: number;
  /** Lines of the screen. */
  readonly rows?: number;
  /**
   * Writes text.
   *
   * @param text - The text.
   */
  write(text: string): unknown;
}

/** Shows how far something is: a bar that is drawn over in a terminal, a line now and then elsewhere. */
export interface ProgressLine {
  /**
   * Shows a new standing, if it is time to.
   *
   * @param standing - How far it is.
   */
  show(standing: Standing): void;
  /**
   * Writes a sentence on a line of its own.
   *
   * @param sentence - The sentence.
   */
  say(sentence: string): void;
  /** Takes the bar away. */
  clear(): void;
}

/** What progress is counted in, and by which clock. */
export interface ProgressOptions {
  /**
   * What is counted.
   *
   * @defaultValue 'trials'
   */
  readonly unit?: string;
  /**
   * What to say of a standing, where counts do not.
   *
   * @defaultValue how many of how many units have ended
   */
  readonly describe?: (standing: Standing) => string;
  /**
   * Lines that a terminal shows below the bar: a table of what runs.
   *
   * @defaultValue none
   */
  readonly below?: () => readonly string[];
  /**
   * The time in milliseconds, for the time left.
   *
   * @defaultValue performance.now
   */
  readonly now?: () => number;
}

/**
 * Starts to show progress.
 *
 * @param stream - Where: standard error, so that standard output stays for results.
 * @param options - What is counted, and the clock.
 */
export function progressLine(
  stream: ProgressStream,
  { unit = 'trials', describe: own, below = () => [], now = () => performance.now() }: ProgressOptions = {},
): ProgressLine {
  const start = now();
  const pause = stream.isTTY ? 100 : 10_000;
  let last = stream.isTTY ? Number.NEGATIVE_INFINITY : start;
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\u001b[J');
  };
  return {
    show(standing) {
      if (now() - last < pause) return;
      last = now();
      const text = own?.(standing) ?? describe(standing, unit, (now() - start) / 1000);
      if (!stream.isTTY) {
        stream.write(`${text}\n`);
        return;
      }
      const lines = [`${bar(standing.share)} ${text}`, ...below()].slice(0, (stream.rows ?? 24) - 1);
      const drawn = lines.map((line) => line.slice(0, (stream.columns ?? 80) - 1)).join('\n');
      stream.write(`\r\u001b[J${drawn}${lines.length > 1 ? `\u001b[${lines.length - 1}A` : ''}`);
    },
    say(sentence) {
      clear();
      stream.write(`${sentence}\n`);
    },
    clear,
  };
}

function describe({ ended, total, share }: Standing, unit: string, elapsed: number): string {
  const left = share > 0.01 && elapsed > 1 ? `, ${duration((elapsed * (1 - share)) / share)} left` : '';
  return `${ended} of ${total} ${unit}, ${Math.floor(100 * share)} %${left}`;
}

function bar(share: number): string {
  const full = Math.round(24 * share);
  return `[${'='.repeat(full)}${' '.repeat(24 - full)}]`;
}
