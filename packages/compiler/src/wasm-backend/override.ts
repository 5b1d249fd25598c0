import type { KernelConfig, NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The name under which TensorFlow.js knows its WebAssembly backend. */
export const wasmBackendName = 'wasm';

/** What a kernel is given beside its inputs. */
export interface Kernel<Names extends string, Attrs, Optional extends string = never> {
  /** Its inputs. */
  readonly inputs: Readonly<Record<Names, Tensor> & Partial<Record<Optional, Tensor>>>;
  /** Its attributes. */
  readonly attrs: Attrs;
  /** The kernel that TensorFlow.js has in its place, if any; with other attributes where they are given. */
  readonly stock: (attrs?: NamedAttrMap) => Tensor;
}

/**
 * Puts a kernel made of other ops into TensorFlow.js' WebAssembly backend.
 *
 * @param name - The kernel.
 * @param compute - What it computes; its intermediate tensors are disposed of.
 */
export function override<Names extends string, Attrs = NamedAttrMap, Optional extends string = never>(
  name: string,
  compute: (kernel: Kernel<Names, Attrs, Optional>) => Tensor,
): void {
  const old = tf.getKernel(name, wasmBackendName) as KernelConfig | undefined;
  if (old) tf.unregisterKernel(name, wasmBackendName);
  tf.registerKernel({
    ...old,
    kernelName: name,
    backendName: wasmBackendName,
    kernelFunc: (parameters) => {
      const inputs = parameters.inputs as Kernel<Names, Attrs, Optional>['inputs'];
      const stock = (attrs = parameters.attrs): Tensor => {
        if (!old) throw new Error(`Kernel '${name}' not registered for backend '${wasmBackendName}'`);
        const output = old.kernelFunc(attrs ? { ...parameters, attrs } : parameters) as TensorInfo;
        return output instanceof tf.Tensor ? (output as Tensor) : tf.engine().makeTensorFromTensorInfo(output);
      };
      return tf.tidy(() => compute({ inputs, attrs: parameters.attrs as Attrs, stock }));
    },
  });
}
