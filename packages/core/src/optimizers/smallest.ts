/** The smallest normal number of float32, rounded up: it keeps a divisor above 0. */
export const smallest = 1.2e-38;
