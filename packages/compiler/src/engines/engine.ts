/**
 * What runs a compiled function: ONNX Runtime's native library, its WebAssembly build, or TensorFlow.js itself op by op.
 * `auto` chooses between the first two by the work of a call.
 */
export type Engine = 'auto' | 'native' | 'wasm' | 'eager';

/** What the engine `native` computes on: the processor, or an NVIDIA card by way of CUDA. */
export type Provider = 'cpu' | 'cuda';
