/** How long a run may keep signals, timers and input waiting, in milliseconds. */
const longest = 50;

/**
 * Lets a program handle signals, timers and input during a long run: steps that are computed without waiting would never let it. No
 * result depends on when it does.
 *
 * @returns A function to call between two steps.
 */
export function eventLoopTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longest) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
