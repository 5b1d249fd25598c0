import './tfjs-gradients.ts';
import './cpu-backend.ts';
import './kernels/index.ts';

export { type Accepted, compile, type Compiled, type CompileOptions, type OnHost } from './compile.ts';
export type { Work } from './cost-model/graph-work.ts';
export type { Engine, Provider } from './engines/engine.ts';
export { type CallPlan, EngineChoice, type EngineOptions } from './engines/engine-choice.ts';
export { CompileError, UnsupportedOpError } from './errors.ts';
export { encodeOnnx } from './export/encode-onnx.ts';
export { exportOnnx } from './export/export-onnx.ts';
export type { ExportedFunction, InputSignature, OnnxSignature } from './export/signature.ts';
export type { TextNumbers } from './export/texts.ts';
export { hostCallback } from './host-callback.ts';
export type { HostFunction } from './trace/recording.ts';
export type { DataType, HostTensor } from './host-tensor.ts';
export { translatedKernels } from './kernels/index.ts';
export { oneLine } from './one-line.ts';
export { randomNormal, randomUniform, type RandomSource } from './random-numbers.ts';
