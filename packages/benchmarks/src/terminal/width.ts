/**
 * Characters in a line: those of the terminal, at least 60 and at most 160; 100 where there is no terminal.
 *
 * @param stream - Where text goes.
 */
export function terminalWidth(stream: { readonly columns?: number }): number {
  return Math.min(160, Math.max(60, stream.columns ?? 100));
}
