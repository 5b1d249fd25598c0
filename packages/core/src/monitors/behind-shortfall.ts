/**
 * The value of an epoch that had to hold something: the values of the monitor are squeezed into (−1, 1), in their order, and above them come those of
 * epochs that fall short.
 *
 *     s = 0: m / (1 + |m|)        s > 0: 1 + s
 *
 * @param monitored - m, the value of the monitor.
 * @param shortfall - s, how far the epoch falls short.
 */
export function behindShortfall(monitored: number, shortfall: number): number {
  return shortfall > 0 ? 1 + shortfall : monitored / (1 + Math.abs(monitored));
}
