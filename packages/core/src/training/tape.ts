import { add, dispose, engine, ones, type Tensor, zerosLike } from '@tensorflow/tfjs-core';

import { EquipoiseError } from '../errors.ts';

/** What TensorFlow.js notes of an op while it records for a gradient. */
interface TapeNode {
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[];
  readonly gradient?: (cotangents: readonly Tensor[]) => Readonly<Record<string, () => Tensor>>;
}

/** The part of TensorFlow.js' engine that its types keep to itself; its version is pinned. */
interface Recorder {
  readonly state: { activeTape: readonly TapeNode[]; readonly gradientDepth: number };
  startTape(): void;
  endTape(): void;
}

/**
 * A forward pass with several vector–Jacobian products: walks TensorFlow.js' own tape once for each product, where `tf.grads`
 * would run the forward pass again.
 */
export class Tape {
  readonly #nodes: readonly TapeNode[];
  readonly #reached = new Map<number, ReadonlySet<number>>();

  private constructor(nodes: readonly TapeNode[]) {
    this.#nodes = nodes;
  }

  /**
   * Runs a function and keeps what its gradients need.
   *
   * @param forward - The function.
   */
  static record<Result>(forward: () => Result): { readonly result: Result; readonly tape: Tape } {
    const recorder = engine() as unknown as Recorder;
    const { state } = recorder;
    recorder.startTape();
    try {
      const result = forward();
      return { result, tape: new Tape([...state.activeTape]) };
    } finally {
      recorder.endTape();
      if (state.gradientDepth === 0) state.activeTape = [];
    }
  }

  /**
   * The vector–Jacobian product: Σ cotangentᵢ · ∂outputᵢ/∂target.
   *
   * @param outputs - Tensors of the forward pass.
   * @param targets - Tensors that it started from.
   * @param cotangents - What each output's gradient is multiplied by; 1 when left out.
   * @returns A tensor for each target, or null where no output depends on it.
   * @throws {@link EquipoiseError} for an op on the way that has no gradient.
   */
  vjp(
    outputs: readonly Tensor[],
    targets: readonly Tensor[],
    cotangents: readonly Tensor[] = outputs.map((output) => ones(output.shape)),
  ): readonly (Tensor | null)[] {
    const downstream = this.#downstream(targets);
    const found = new Map<number, Tensor>();
    const collect = (tensor: Tensor, gradient: Tensor): void => {
      const before = found.get(tensor.id);
      found.set(tensor.id, before ? add(before, gradient) : gradient);
    };
    outputs.forEach((output, index) => {
      const cotangent = cotangents[index];
      if (cotangent) collect(output, cotangent);
    });
    for (const node of [...this.#nodes].reverse()) {
      const reached = Object.entries(node.inputs).filter(([, input]) => downstream.has(input.id));
      if (reached.length === 0 || !node.outputs.some((output) => found.has(output.id))) continue;
      if (!node.gradient) throw new EquipoiseError(`training: the op ${node.kernelName} has no gradient.`);
      const gradients = node.gradient(node.outputs.map((output) => found.get(output.id) ?? zerosLike(output)));
      for (const [name, input] of reached) {
        const gradient = gradients[name]?.();
        if (gradient) collect(input, gradient);
      }
    }
    return targets.map((target) => found.get(target.id) ?? null);
  }

  /**
   * Whether an output depends on a target, by the ops between them.
   *
   * @param output - A tensor of the forward pass.
   * @param target - A tensor that it started from.
   */
  depends(output: Tensor, target: Tensor): boolean {
    const known = this.#reached.get(target.id) ?? this.#downstream([target]);
    this.#reached.set(target.id, known);
    return known.has(output.id);
  }

  /**
   * The last tensor that depends on any of the sources and that more than one output depends on: the shared representation.
   * Undefined if there is none, as with one output.
   *
   * @param outputs - Tensors of the forward pass.
   * @param sources - Tensors that it started from.
   */
  lastShared(outputs: readonly Tensor[], sources: readonly Tensor[]): Tensor | undefined {
    const reached = this.#downstream(sources);
    const candidates = this.#nodes.flatMap((node) => node.outputs.filter(({ id }) => reached.has(id)));
    return candidates.findLast((candidate) => {
      const after = this.#downstream([candidate]);
      return outputs.filter(({ id }) => after.has(id)).length > 1;
    });
  }

  /** Frees what the gradients needed. */
  dispose(): void {
    for (const node of this.#nodes) dispose([...(node.saved ?? [])]);
  }

  /** The tensors that depend on any of these, themselves included. */
  #downstream(tensors: readonly Tensor[]): ReadonlySet<number> {
    const reached = new Set(tensors.map(({ id }) => id));
    for (const { inputs, outputs } of this.#nodes) {
      if (Object.values(inputs).some(({ id }) => reached.has(id))) for (const { id } of outputs) reached.add(id);
    }
    return reached;
  }
}
