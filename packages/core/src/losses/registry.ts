/** The name of a loss. */
export type LossName = 'softmax-cross-entropy' | 'sigmoid-cross-entropy' | 'mean-squared-error' | 'mean-absolute-error' | 'huber';
