import { type Compiled, compile, type EngineChoice } from '@equipoise/compiler';
import { logSoftmax, type Tensor } from '@tensorflow/tfjs-core';

import { gatherRows } from '../data/gather.ts';
import { searching } from '../decoders/beam-search.ts';
import type { Writing } from '../decoders/writing.ts';
import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import { chunks } from './chunks.ts';

/** Sequences whose next token is asked for. */
interface Asked {
  /** The features of the tokens of the source of each. */
  readonly memory: Tensor;
  /** The tokens before the next one, from 1 on; 0 behind them. */
  readonly before: Tensor;
  /** 1 at the last of them. */
  readonly place: Tensor;
}

/** What sequences are written from. */
interface Sources {
  /** The features of the tokens of each source, one after the other. */
  readonly data: Float32Array;
  /** Sources × tokens × features. */
  readonly shape: readonly number[];
}

/** A prefix of a sequence, and its source. */
interface Prefix {
  readonly source: number;
  readonly tokens: readonly number[];
}

/** Writes the sequences of a task: the searches of all sources go in step, so that each step is computed together. */
export class Writer {
  readonly #task: Task;
  readonly #writing: Writing;
  readonly #next: Compiled<[Asked], Tensor>;

  /**
   * @param task - The task.
   * @param writing - How it writes.
   * @param next - The logits of the next token of sequences.
   * @param engine - What runs it.
   */
  constructor(task: Task, writing: Writing, next: (asked: Asked) => Tensor, engine: EngineChoice) {
    this.#task = task;
    this.#writing = writing;
    this.#next = compile((asked: Asked) => logSoftmax(next(asked)), { engine });
  }

  /**
   * The best sequence that is found for each source: its tokens, and 0 behind them; NaN where the model gives no numbers.
   *
   * @param sources - What is written from.
   * @param size - How many of the sources are wanted, from the first.
   */
  async write({ data, shape }: Sources, size: number): Promise<Float32Array> {
    const length = sizeOf(this.#task.kind.labels);
    const written = new Float32Array(size * length);
    const searches = Array.from({ length: size }, (_, source) => {
      const search = searching({ ...this.#writing.search, length, end: 0 });
      return { source, search, state: search.next() };
    });
    for (;;) {
      const open = searches.flatMap((each) => (each.state.done ? [] : [{ each, asked: each.state.value }]));
      if (open.length === 0) break;
      const prefixes = open.flatMap(({ each, asked }) => asked.map((tokens) => ({ source: each.source, tokens })));
      const told = await this.#tell({ data, shape }, prefixes);
      let from = 0;
      for (const { each, asked } of open) {
        each.state = each.search.next(told.slice(from, from + asked.length));
        from += asked.length;
      }
    }
    for (const { source, state } of searches) {
      const [best] = state.done ? state.value : [];
      const row = written.subarray(source * length, (source + 1) * length);
      if (!best || Number.isNaN(best.logProbability)) row.fill(Number.NaN);
      else row.set(best.tokens);
    }
    return written;
  }

  /** Frees what it holds. */
  async dispose(): Promise<void> {
    await this.#next.dispose();
  }

  /** The log-probabilities of each next token. */
  async #tell({ data, shape }: Sources, prefixes: readonly Prefix[]): Promise<readonly Float32Array[]> {
    const { labels, outputs } = this.#task.kind;
    const [length, choices] = [sizeOf(labels), outputs.shape.at(-1) ?? 0];
    const [, ...each] = shape;
    const told: Float32Array[] = [];
    for (const { start, indices, rows, size } of chunks(prefixes.length)) {
      const before = new Int32Array(size * length);
      const place = new Float32Array(size * length);
      const sources = new Uint32Array(size);
      rows.forEach((index, row) => {
        const { source, tokens } = prefixes[index] ?? { source: 0, tokens: [] };
        sources[row] = source;
        before.set([1, ...tokens.map((token) => token + 1)], row * length);
        place[row * length + tokens.length] = 1;
      });
      const found = await this.#next.onHost({
        memory: { data: gatherRows(data, sources, sizeOf({ shape: each })), shape: [size, ...each] },
        before: { data: before, shape: [size, length] },
        place: { data: place, shape: [size, length] },
      });
      indices.forEach((_, row) => {
        told[start + row] = (found.data as Float32Array).slice(row * choices, (row + 1) * choices);
      });
    }
    return told;
  }
}
