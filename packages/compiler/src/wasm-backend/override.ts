import type { KernelConfig, NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The name under which TensorFlow.js knows its WebAssembly backend. */
export const wasmBackendName = 'wasm';

/** The arguments of a kernel. */
export interface Kernel<Names extends string, Attrs, Optional extends string = never> {
  /** Its inputs. */
  readonly inputs: Readonly<Record<Names, Tensor> & Partial<Record<Optional, Tensor>>>;
  /** Its attributes. */
  readonly attrs: Attrs;
  /** The kernel of TensorFlow.js that it replaces, if any. */
  readonly stock: (attrs?: NamedAttrMap) => Tensor;
  /** The same for a kernel with several outputs. */
  readonly stockOutputs: () => Tensor[];
  /** The elements of an input. */
  readonly read: (input: TensorInfo) => tf.TypedArray;
}

/**
 * Registers a kernel made of other ops in a backend of TensorFlow.js.
 *
 * @param name - The kernel.
 * @param compute - What it computes; its intermediate tensors are disposed of.
 * @param backend - The backend; that of WebAssembly when left out.
 */
export function override<Names extends string, Attrs = NamedAttrMap, Optional extends string = never>(
  name: string,
  compute: (kernel: Kernel<Names, Attrs, Optional>) => Tensor | Tensor[],
  backend = wasmBackendName,
): void {
  const old = tf.getKernel(name, backend) as KernelConfig | undefined;
  if (old) tf.unregisterKernel(name, backend);
  tf.registerKernel({
    ...old,
    kernelName: name,
    backendName: backend,
    kernelFunc: (parameters) => {
      const inputs = parameters.inputs as Kernel<Names, Attrs, Optional>['inputs'];
      const run = (attrs = parameters.attrs): TensorInfo | TensorInfo[] => {
        if (!old) throw new Error(`Kernel '${name}' not registered for backend '${backend}'`);
        return old.kernelFunc(attrs ? { ...parameters, attrs } : parameters);
      };
      const stock = (attrs?: NamedAttrMap): Tensor => tensorOf(run(attrs) as TensorInfo);
      const stockOutputs = (): Tensor[] => [run()].flat().map(tensorOf);
      const read = ({ dataId }: TensorInfo): tf.TypedArray => tf.findBackend(backend).readSync(dataId) as tf.TypedArray;
      return tf.tidy(() => compute({ inputs, attrs: parameters.attrs as Attrs, stock, stockOutputs, read }));
    },
  });
}

function tensorOf(output: TensorInfo): Tensor {
  return output instanceof tf.Tensor ? (output as Tensor) : tf.engine().makeTensorFromTensorInfo(output);
}
