import { describe, expect, it } from 'vitest';

import { ProtobufWriter } from '../../src/onnx/protobuf.ts';

const hex = (writer: ProtobufWriter): string => Buffer.from(writer.finish()).toString('hex');

// The byte strings are those of the encoding page of the protocol buffers documentation, or follow from its rules by hand.
describe('ProtobufWriter', () => {
  it('writes 150 in field 1 as the documentation does', () => {
    expect(hex(new ProtobufWriter().int(1, 150))).toBe('089601');
  });

  it('writes a double as eight bytes, little end first', () => {
    expect(hex(new ProtobufWriter().double(1, 1.5))).toBe('09000000000000f83f');
  });

  it('writes text in field 2 as the documentation does', () => {
    expect(hex(new ProtobufWriter().string(2, 'testing'))).toBe('120774657374696e67');
  });

  it('writes a message in field 3 as the documentation does', () => {
    expect(hex(new ProtobufWriter().message(3, new ProtobufWriter().int(1, 150)))).toBe('1a03089601');
  });

  it('packs the numbers 3, 270, 86942 in field 6 as the documentation does', () => {
    expect(hex(new ProtobufWriter().ints(6, [3, 270, 86942]))).toBe('3206038e029ea705');
  });

  it('writes a negative number in ten bytes', () => {
    expect(hex(new ProtobufWriter().int(1, -2))).toBe('08feffffffffffffffff01');
  });

  it('writes 1.5 as a little-endian float', () => {
    expect(hex(new ProtobufWriter().float(2, 1.5))).toBe('150000c03f');
  });

  it('writes numbers above 2³¹', () => {
    expect(hex(new ProtobufWriter().int(1, 2 ** 40))).toBe('08808080808020');
  });

  it('writes messages and lists of very many parts', () => {
    const parts = new ProtobufWriter();
    for (let part = 0; part < 300_000; part += 1) parts.int(1, 1);
    expect(new ProtobufWriter().message(1, parts).finish()).toHaveLength(1 + 3 + 600_000);
    expect(new ProtobufWriter().ints(1, new Array<number>(300_000).fill(1)).finish()).toHaveLength(1 + 3 + 300_000);
  });
});
