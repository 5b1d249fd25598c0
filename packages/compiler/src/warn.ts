const said = new Set<string>();

/**
 * Warns the person who runs the program, once for each message.
 *
 * @param message - What they should know.
 */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  if (typeof process === 'object' && typeof process.emitWarning === 'function')
    process.emitWarning(message, 'EquipoiseWarning');
  else globalThis.console.warn(message);
}
