/** The fields of a message by their numbers: whole numbers as they are, text, bytes and messages as bytes. */
export type Message = ReadonlyMap<number, readonly (number | Uint8Array)[]>;

/**
 * Reads the wire format of protocol buffers, as the encoding page of its documentation says.
 *
 * @param bytes - A message.
 */
export function readMessage(bytes: Uint8Array): Message {
  const fields = new Map<number, (number | Uint8Array)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Uint8Array => bytes.subarray(at, (at += length));
  while (at < bytes.length) {
    const key = varint();
    const [field, wireType] = [Math.floor(key / 8), key % 8];
    const value = wireType === 0 ? varint() : take(wireType === 2 ? varint() : wireType === 1 ? 8 : 4);
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

/**
 * The messages in a field.
 *
 * @param message - What they are in.
 * @param field - The field's number.
 */
export function messages(message: Message, field: number): readonly Message[] {
  return (message.get(field) ?? []).map((value) => readMessage(value as Uint8Array));
}

/**
 * The text in a field; empty when there is none.
 *
 * @param message - What it is in.
 * @param field - The field's number.
 */
export function text(message: Message | undefined, field: number): string {
  const [value] = message?.get(field) ?? [];
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : '';
}
