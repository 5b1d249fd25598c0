// PNG files (W3C, Portable Network Graphics, 3rd edition, 2025) of grey or coloured pixels of 8 bits: written without filters, and compared.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** An image as a PNG file. `pixels` are bytes, row by row, the channels (1 or 3) of a pixel one after the other. */
export function encodePng({ width, height, channels, pixels }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 3 ? 2 : 0], 8);
  const stride = width * channels;
  const rows = Buffer.alloc(height * (stride + 1)); // Each row begins with the number of its filter, 0.
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** Header and rows of a file that `encodePng` wrote. */
function contentOf(png) {
  const [start, end] = [signature.length + 8, signature.length + 25];
  const data = png.subarray(end + 8, end + 8 + png.readUInt32BE(end));
  return Buffer.concat([png.subarray(start, start + 13), inflateSync(data)]);
}

/** Whether two files that `encodePng` wrote show the same: versions of zlib compress the same rows to other bytes. */
export function samePng(one, other) {
  return contentOf(one).equals(contentOf(other));
}
