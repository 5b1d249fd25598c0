/** The longest key that MLflow takes. */
const longest = 250;

/**
 * A name as MLflow takes it for a metric or parameter: letters, digits, `_ - . : /` and spaces. Other characters are `_` and their code in
 * hexadecimal digits, so that two names stay two; a part between slashes that is empty or of dots only is `_`, as MLflow takes names for paths.
 *
 * @param name - The name.
 */
export function mlflowName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N}_\-.:/ ]/gu, (sign) => `_${(sign.codePointAt(0) ?? 0).toString(16)}`)
    .split('/')
    .map((part) => (/^\.*$/.test(part) ? `_${part.length === 0 ? '' : part.length}` : part))
    .join('/');
  return plain.slice(0, longest);
}
