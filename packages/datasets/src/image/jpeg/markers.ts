/** A part of a JPEG file. */
export interface Marker {
  /** Its code: 0xC0 for the frame of a baseline image, 0xE1 for Exif. */
  readonly code: number;
  /** What it holds. */
  readonly content: DataView;
}

/**
 * Whether bytes begin as a JPEG file does.
 *
 * @param bytes - The file.
 */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * The parts of a JPEG file before its pixels.
 *
 * @param bytes - The file.
 */
export function* markersOf(bytes: Uint8Array): Generator<Marker> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 4 <= bytes.length && view.getUint8(at) === 0xff) {
    const code = view.getUint8(at + 1);
    if (code === 0xff) {
      at += 1; // A byte that fills up.
      continue;
    }
    const length = view.getUint16(at + 2);
    if (code === 0xda || length < 2 || at + 2 + length > bytes.length) return;
    yield { code, content: new DataView(bytes.buffer, bytes.byteOffset + at + 4, length - 2) };
    at += 2 + length;
  }
}

/** The codes of frames: all of 0xC0 to 0xCF but those of tables and of arithmetic coding. */
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * Size and number of components of a JPEG image, as its frame declares them.
 *
 * @param bytes - The file.
 * @throws Error when there is no frame.
 */
export function frameOf(bytes: Uint8Array): { width: number; height: number; components: number } {
  for (const { code, content } of markersOf(bytes)) {
    if (!frames.has(code) || content.byteLength < 6) continue;
    return { height: content.getUint16(1), width: content.getUint16(3), components: content.getUint8(5) };
  }
  throw new Error('it has no frame');
}
