/** What a request asks for. */
export interface Job {
  /** How many rows it has. */
  readonly size: number;
}

/** Sizes of a {@link Batcher}. */
export interface BatcherOptions {
  /** Rows that are computed together at most, unless one request has more. */
  readonly batchRows: number;
  /** Rows that may wait at most. */
  readonly queueRows: number;
}

/** Too many rows wait already. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

interface Waiting<Asked, Answer> {
  readonly job: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Computes the rows of several requests together. While one batch is computed the next gathers, so no request waits for others to come: a lonely one
 * is computed at once, and under load batches grow by themselves.
 */
export class Batcher<Asked extends Job, Answer> {
  readonly #compute: (jobs: readonly Asked[]) => Promise<readonly Answer[]>;
  readonly #options: BatcherOptions;
  readonly #queue: Waiting<Asked, Answer>[] = [];
  #waitingRows = 0;
  #running = false;

  /**
   * @param compute - Answers jobs together, in their order.
   * @param options - Sizes.
   */
  constructor(compute: (jobs: readonly Asked[]) => Promise<readonly Answer[]>, options: BatcherOptions) {
    this.#compute = compute;
    this.#options = options;
  }

  /** Rows that wait. */
  get waitingRows(): number {
    return this.#waitingRows;
  }

  /**
   * The answer to a job.
   *
   * @param job - The job.
   * @throws {@link QueueFullError} when too many rows wait already; what computing throws.
   */
  add(job: Asked): Promise<Answer> {
    if (this.#waitingRows > 0 && this.#waitingRows + job.size > this.#options.queueRows) {
      return Promise.reject(new QueueFullError('Too many rows wait; try again later.'));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#waitingRows += job.size;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await Promise.resolve(); // Requests of the same turn go together.
    while (this.#queue.length > 0) {
      const batch = this.#next();
      try {
        const answers = await this.#compute(batch.map(({ job }) => job));
        batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }

  /** Whole requests, in their order, up to the size of a batch; always one at least. */
  #next(): readonly Waiting<Asked, Answer>[] {
    let rows = 0;
    const after = this.#queue.findIndex(({ job }, index) => {
      rows += job.size;
      return index > 0 && rows > this.#options.batchRows;
    });
    const taken = this.#queue.splice(0, after === -1 ? this.#queue.length : after);
    for (const { job } of taken) this.#waitingRows -= job.size;
    return taken;
  }
}
