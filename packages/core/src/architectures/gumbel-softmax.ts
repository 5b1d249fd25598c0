import { add, div, log, mul, neg, softmax, type Tensor } from '@tensorflow/tfjs-core';

/** Keeps uniform numbers away from 0 and 1, where the logarithms are not finite. */
const margin = 1e-7;

/**
 * Draws a soft choice in each row, by Gumbel-softmax: near one-hot at a low temperature, near uniform at a high one. The largest entry is that of class i with
 * the probability softmax(logits)_i at every temperature.
 *
 *     softmax((logits + g) / τ)        g = −log(−log u)
 *
 * @param logits - rows × classes.
 * @param uniform - u: numbers uniform in [0, 1), one for each logit.
 * @param temperature - τ, one number.
 * @see E. Jang, S. Gu, B. Poole. Categorical Reparameterization with Gumbel-Softmax. ICLR 2017. https://arxiv.org/abs/1611.01144
 */
export function gumbelSoftmax(logits: Tensor, uniform: Tensor, temperature: Tensor): Tensor {
  const inside = add(mul(uniform, 1 - 2 * margin), margin);
  const noise = neg(log(neg(log(inside))));
  return softmax(div(add(logits, noise), temperature));
}
