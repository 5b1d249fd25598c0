/** What listens for signals that stop a command. */
export interface Stopping {
  /** What stopped the command, once something has. */
  readonly signal: 'SIGINT' | 'SIGTERM' | undefined;
  /** Stops listening: the next signal ends the process. */
  release(): void;
}

/**
 * Listens for Ctrl-C and for SIGTERM, once each: a second one ends the process.
 *
 * @param stop - Ends the work of the command.
 */
export function stopOnSignal(stop: () => void): Stopping {
  const state: { signal: 'SIGINT' | 'SIGTERM' | undefined } = { signal: undefined };
  const listen = (signal: 'SIGINT' | 'SIGTERM'): void => {
    state.signal = signal;
    stop();
  };
  process.once('SIGINT', listen).once('SIGTERM', listen);
  return {
    get signal() {
      return state.signal;
    },
    release() {
      process.off('SIGINT', listen).off('SIGTERM', listen);
    },
  };
}
