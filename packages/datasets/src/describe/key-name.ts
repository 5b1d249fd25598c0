const keyName = /(?:^|[\s_.-])(?:id|key|index|idx|uuid|guid)$|[a-z](?:ID|Id|Key)$/;

/**
 * Whether a column is named as keys are: `id`, `place_id`, `userID`.
 *
 * @param name - Its name.
 */
export function isKeyName(name: string): boolean {
  return keyName.test(name) || /^(?:id|key|index|idx)$/i.test(name);
}
