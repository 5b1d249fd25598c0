const utf8 = new TextEncoder();
/** So few bytes are copied from message to message. */
const fewBytes = 64;

/** Writes the wire format of protocol buffers: just what ONNX models and event files are made of. */
export class ProtobufWriter {
  readonly #chunks: (readonly number[] | Uint8Array)[] = [];
  #open: number[] | undefined;
  #length = 0;

  /**
   * An integer from −2⁵³ to 2⁵³ (field types int32, int64 and enum).
   *
   * @param field - The field's number.
   * @param value - The value.
   */
  int(field: number, value: number): this {
    return this.#varint(field * 8).#varint(value);
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
    return this.#varint(field * 8 + 5).#add(bytes);
  }

  /**
   * A 64-bit floating point number.
   *
   * @param field - The field's number.
   * @param value - The value.
   */
  double(field: number, value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return this.#varint(field * 8 + 1).#add(bytes);
  }

  /**
   * Raw bytes.
   *
   * @param field - The field's number.
   * @param value - The bytes; they are copied when the message is finished.
   */
  bytes(field: number, value: Uint8Array): this {
    return this.#varint(field * 8 + 2)
      .#varint(value.length)
      .#add(value);
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
   * A list of integers, packed.
   *
   * @param field - The field's number.
   * @param values - The numbers.
   */
  ints(field: number, values: readonly number[]): this {
    const packed = new ProtobufWriter();
    for (const value of values) packed.#varint(value);
    return this.message(field, packed);
  }

  /**
   * A message inside this one.
   *
   * @param field - The field's number.
   * @param value - The message.
   */
  message(field: number, value: ProtobufWriter): this {
    this.#varint(field * 8 + 2).#varint(value.#length);
    for (const chunk of value.#chunks) this.#add(chunk);
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

  #add(bytes: readonly number[] | Uint8Array): this {
    this.#length += bytes.length;
    if (bytes.length > fewBytes) {
      this.#chunks.push(bytes);
      this.#open = undefined;
      return this;
    }
    const small = this.#small();
    for (const byte of bytes) small.push(byte);
    return this;
  }

  /** An integer in LEB128. */
  #varint(value: number): this {
    const small = this.#small();
    const before = small.length;
    let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : value;
    for (; rest >= 128; rest = typeof rest === 'bigint' ? rest >> 7n : Math.floor(rest / 128)) {
      small.push(Number(typeof rest === 'bigint' ? rest & 127n : rest % 128) + 128);
    }
    small.push(Number(rest));
    this.#length += small.length - before;
    return this;
  }

  /** The last chunk, if more may be put behind it, or a new one. */
  #small(): number[] {
    if (this.#open) return this.#open;
    const small: number[] = [];
    this.#chunks.push(small);
    return (this.#open = small);
  }
}
