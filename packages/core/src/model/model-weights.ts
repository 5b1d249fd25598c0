/** The weights of a model. */
export interface ModelWeights {
  /** What is trained, in one vector. */
  readonly parameters: Float32Array;
  /** What layers assign, such as moving averages, in one vector. */
  readonly buffers: Float32Array;
}
