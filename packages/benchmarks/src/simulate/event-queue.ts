/** Something that happens at a time. */
interface Happening {
  readonly time: number;
  /** Of two at one time, the one that was asked for first is first. */
  readonly order: number;
  readonly action: () => void;
}

/** What is to happen, in order of time: the clock of a simulation. Times are seconds. */
export class EventQueue {
  readonly #heap: Happening[] = [];
  #now = 0;
  #order = 0;

  /** The time of what happens now. */
  get now(): number {
    return this.#now;
  }

  /**
   * Has something happen at a time; at once where the time has passed.
   *
   * @param time - When.
   * @param action - What.
   */
  at(time: number, action: () => void): void {
    const heap = this.#heap;
    const added = { time: Math.max(time, this.#now), order: this.#order, action };
    this.#order += 1;
    let place = heap.length;
    heap.push(added);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, added)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = added;
  }

  /** Lets everything happen, until nothing is left. */
  run(): void {
    for (let next = this.#take(); next; next = this.#take()) {
      this.#now = next.time;
      next.action();
    }
  }

  #take(): Happening | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!child || isBefore(last, child)) break;
      heap[place] = child;
      place = 2 * place + (isRight ? 2 : 1);
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}
