const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/**
 * CRC-32C, the checksum with Castagnoli's polynomial.
 *
 * Source: RFC 3720, Internet Small Computer Systems Interface (iSCSI), 2004, appendix B.4, https://www.rfc-editor.org/rfc/rfc3720.
 *
 * @param bytes - What it is over.
 */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/**
 * The checksum as TFRecord files have it: rotated and shifted, so that one over data with checksums in them is sound.
 *
 * Source: TensorFlow, TFRecord, https://www.tensorflow.org/tutorials/load_data/tfrecord.
 *
 * @param bytes - What it is over.
 */
export function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
