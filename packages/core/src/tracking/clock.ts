/** Milliseconds since 1970, for the times that trackers show; nothing else depends on them. */
export function wallTime(): number {
  return performance.timeOrigin + performance.now();
}
