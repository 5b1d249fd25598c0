let last: Promise<unknown> = Promise.resolve();

/**
 * Does one thing after the other: each call of a compiled function begins with the variables that the one before left, and
 * no other changes them on its way.
 *
 * @param act - What to do when all before it is done.
 */
export function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  const turn = last.then(act);
  last = turn.catch(() => undefined);
  return turn;
}
