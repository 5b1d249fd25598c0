/**
 * What runs a compiled function: ONNX Runtime's native library, its WebAssembly build, or TensorFlow.js itself op by op.
 * `auto` takes the first of these that is there.
 */
export type Engine = 'auto' | 'native' | 'wasm' | 'eager';
