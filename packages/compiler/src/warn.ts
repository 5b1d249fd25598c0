const said = new Set<string>();

/**
 * Prints a warning, once for each subject.
 *
 * @param message - What they should know.
 * @param subject - What it is about; the message itself when left out.
 */
export function warnOnce(message: string, subject: string = message): void {
  if (said.has(subject)) return;
  said.add(subject);
  if (typeof process === 'object' && typeof process.emitWarning === 'function')
    process.emitWarning(message, 'EquipoiseWarning');
  else globalThis.console.warn(message);
}
