/** What was compared of a kernel's gradients on one engine. */
export interface Compared {
  /** Cases of which gradients were compared with finite differences. */
  readonly first: number;
  /** Cases of which gradients of gradients were. */
  readonly second: number;
  /** The kernel of which a gradient is missing, where that was an error. */
  readonly missing?: string;
}

/** The same by kernel, and by the engine. */
export class ComparedKernels {
  readonly #all = new Map<string, Map<string, Compared>>();

  /**
   * Keeps what was compared.
   *
   * @param kernel - The kernel.
   * @param engine - The engine, with the backend below it.
   * @param compared - What was compared.
   */
  add(kernel: string, engine: string, compared: Compared): void {
    const byEngine = this.#all.get(kernel) ?? new Map<string, Compared>();
    this.#all.set(kernel, byEngine.set(engine, compared));
  }

  /** The kernels of which a gradient was compared on at least one engine. */
  get kernels(): readonly string[] {
    return [...this.#all].flatMap(([kernel, byEngine]) =>
      [...byEngine.values()].some(({ first }) => first > 0) ? [kernel] : [],
    );
  }

  /** All of it as text: for each kernel the engines that agree, and what was compared on them. */
  toString(): string {
    const kernels = [...this.#all].sort(([one], [other]) => (one < other ? -1 : 1));
    const grouped = kernels.map(([kernel, byEngine]) => {
      const groups = new Map<string, { readonly engines: string[]; readonly compared: Compared }>();
      for (const [engine, compared] of byEngine) {
        const key = JSON.stringify(compared);
        const group = groups.get(key) ?? { engines: [], compared };
        group.engines.push(engine);
        groups.set(key, group);
      }
      return [
        kernel,
        Object.fromEntries([...groups.values()].map(({ engines, compared }) => [engines.join(', '), compared])),
      ];
    });
    return `${JSON.stringify(Object.fromEntries(grouped), null, 2)}\n`;
  }
}
