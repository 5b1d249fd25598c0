import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** An image for a test: 1 channel (grey) or 3 (RGB), 8 bits each. */
export interface TestImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A PNG file of an image. */
export function pngOf({ width, height, data }: TestImage): Buffer {
  const channels = data.length / (width * height);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = channels === 1 ? 0 : 2;
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.concat([Buffer.of(0), data.subarray(row * width * channels, (row + 1) * width * channels)]),
  );
  return pngFile(header, deflateSync(Buffer.concat(rows)));
}

/** A PNG file of a header and compressed pixels. */
export function pngFile(header: Uint8Array, pixels: Uint8Array): Buffer {
  const chunk = (type: string, content: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** Writes a PNG file, and the folders that it is in. */
export function writePng(path: string, image: TestImage): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, pngOf(image));
}

/** An image of one colour. */
export function plain(side: number, ...colour: readonly number[]): TestImage {
  const data = new Uint8Array(side * side * colour.length).map((_, at) => colour[at % colour.length] ?? 0);
  return { width: side, height: side, data };
}
