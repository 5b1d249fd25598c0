const utf8 = new TextEncoder();

/** Writes the wire format of protocol buffers: just what ONNX models are made of. */
export class ProtobufWriter {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  /**
   * A whole number from −2⁵³ to 2⁵³ (field types int32, int64 and enum).
   *
   * @param field - The field's number.
   * @param value - The value.
   */
  int(field: number, value: number): this {
    this.#push(varint(field * 8), varint(value));
    return this;
  }

  /**
   * A 32-bit floating point number.
   *
   * @param field - The field's number.
   * @param value - The value.
   */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#push(varint(field * 8 + 5), bytes);
    return this;
  }

  /**
   * Raw bytes.
   *
   * @param field - The field's number.
   * @param value - The bytes; they are copied when the message is finished.
   */
  bytes(field: number, value: Uint8Array): this {
    this.#push(varint(field * 8 + 2), varint(value.length), value);
    return this;
  }

  /**
   * Text.
   *
   * @param field - The field's number.
   * @param value - The text.
   */
  string(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  /**
   * A list of whole numbers, packed.
   *
   * @param field - The field's number.
   * @param values - The numbers.
   */
  ints(field: number, values: readonly number[]): this {
    const packed = new ProtobufWriter();
    for (const value of values) packed.#push(varint(value));
    return this.bytes(field, packed.finish());
  }

  /**
   * A message inside this one.
   *
   * @param field - The field's number.
   * @param value - The message.
   */
  message(field: number, value: ProtobufWriter): this {
    this.#push(varint(field * 8 + 2), varint(value.#length));
    for (const chunk of value.#chunks) this.#push(chunk);
    return this;
  }

  /** The message as bytes. */
  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset);
      offset += chunk.length;
    }
    return bytes;
  }

  #push(...chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    }
  }
}

function varint(value: number): Uint8Array {
  if (value >= 0 && value < 0x80) return Uint8Array.of(value);
  const bytes: number[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
