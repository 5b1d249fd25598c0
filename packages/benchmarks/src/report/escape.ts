const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it must stand in HTML, in an element or in an attribute.
 *
 * @param text - The text.
 */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * A sentence as it must stand in HTML, with its figures kept on one line with their percent signs.
 *
 * @param text - The sentence.
 */
export function prose(text: string): string {
  return escape(text).replaceAll(' %', '&nbsp;%');
}
