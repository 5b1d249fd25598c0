import { latin1 } from './latin1.ts';

/** What a PNG file says of itself. */
export interface PngHeader {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows of pixels. */
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** Samples of a pixel. */
  readonly samples: number;
  /** Whether a sample is an index into the palette. */
  readonly indexed: boolean;
  /** Whether the pixels come in seven passes. */
  readonly interlaced: boolean;
}

/** The parts of a PNG file. */
export interface PngFile extends PngHeader {
  /** Colours, three bytes each; empty where there are none. */
  readonly palette: Uint8Array;
  /** The alpha of each colour of the palette, or the colour that is transparent. */
  readonly transparency: Uint8Array | undefined;
  /** The compressed pixels. */
  readonly data: readonly Uint8Array[];
}

/** The depths that each colour type may have, and its samples. */
const colourTypes = new Map([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
]);
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Whether bytes begin as a PNG file does.
 *
 * @param bytes - The file.
 */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * Takes a PNG file apart. Chunks that do not change pixels are skipped.
 *
 * @param bytes - The file.
 * @param crc32 - The checksum of a chunk.
 * @throws Error when it is cut or damaged.
 */
export function readPng(bytes: Uint8Array, crc32: (bytes: Uint8Array) => number): PngFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: PngHeader | undefined;
  let palette: Uint8Array = new Uint8Array(0);
  let transparency: Uint8Array | undefined;
  const data: Uint8Array[] = [];
  for (let at = signature.length; ;) {
    if (at + 12 > bytes.length) throw new Error('the file ends too early');
    const length = view.getUint32(at);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) throw new Error('the file ends too early');
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
      throw new Error(`the checksum of its part ${type} is wrong`);
    }
    at += 12 + length;
    if (type === 'IHDR') header = readHeader(content);
    else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') data.push(content);
    else if (type === 'IEND') break;
  }
  if (!header) throw new Error('it has no header');
  if (header.indexed && (palette.length === 0 || palette.length % 3 !== 0)) throw new Error('it has no palette');
  return { ...header, palette, transparency, data };
}

function readHeader(content: Uint8Array): PngHeader {
  if (content.length !== 13) throw new Error('its header has another length than 13');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, type = 0, compression, filter, interlace = 0] = content.subarray(8);
  const kind = colourTypes.get(type);
  const isKnown = kind?.depths.includes(depth) && compression === 0 && filter === 0 && interlace < 2;
  if (!kind || !isKnown || width === 0 || height === 0) throw new Error('its header is not one of a PNG image');
  return { width, height, depth, samples: kind.samples, indexed: type === 3, interlaced: interlace === 1 };
}
