let tail: Promise<unknown> = Promise.resolve();

/**
 * Runs calls of compiled functions one after the other: each begins with the variables that the call before it assigned, and
 * no other call changes them while it runs.
 *
 * @param act - The call; runs when all calls before it are done.
 */
export function enqueue<Result>(act: () => Promise<Result>): Promise<Result> {
  const turn = tail.then(act);
  tail = turn.catch(() => undefined);
  return turn;
}
