/** How a kind of file begins. */
interface Signature {
  readonly name: string;
  /** Bytes at the beginning; −1 stands for any byte. */
  readonly bytes: readonly number[];
}

const any = -1;

const signatures: readonly Signature[] = [
  { name: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', bytes: ascii('GIF8') },
  { name: 'a TIFF image', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { name: 'a WebP image', bytes: [...ascii('RIFF'), any, any, any, any, ...ascii('WEBP')] },
  { name: 'a ZIP archive or an Excel workbook (.xlsx)', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'an old Excel workbook (.xls)', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { name: 'a Parquet file', bytes: ascii('PAR1') },
  { name: 'an Arrow file', bytes: ascii('ARROW1') },
  { name: 'an ORC file', bytes: ascii('ORC') },
  { name: 'an Avro file', bytes: [...ascii('Obj'), 0x01] },
  { name: 'a PDF document', bytes: ascii('%PDF') },
  { name: 'an SQLite database', bytes: ascii('SQLite format 3') },
  { name: 'an HDF5 file', bytes: [0x89, 0x48, 0x44, 0x46] },
  { name: 'a NumPy array', bytes: [0x93, ...ascii('NUMPY')] },
  { name: 'an R data file', bytes: ascii('RDX') },
  { name: 'compressed with bzip2', bytes: ascii('BZh') },
  { name: 'compressed with xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: 'compressed with Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'compressed with LZ4', bytes: [0x04, 0x22, 0x4d, 0x18] },
  { name: 'a 7-Zip archive', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'an executable program', bytes: [0x7f, ...ascii('ELF')] },
  { name: 'an IDX file, as MNIST has', bytes: [0x00, 0x00, 0x08] },
];

/**
 * What a file that is not text is, by its first bytes; undefined when it is none of the kinds that are known.
 *
 * @param start - Its first bytes, 32 or more where it has them.
 */
export function binaryKind(start: Uint8Array): string | undefined {
  const found = signatures.find(({ bytes }) => bytes.every((value, index) => value === any || value === start[index]));
  return found?.name;
}

/**
 * What a text that is no table of delimited lines is, by its beginning, and what to do; undefined when it may be one.
 *
 * @param start - Its first characters.
 */
export function otherTextKind(start: string): string | undefined {
  const first = start.trimStart();
  if (/^(?:[[{]\s*["[{]|\{\s*\})/.test(first)) return 'is JSON, not CSV: parse it, and give its rows to fromTable';
  if (/^<(?:!doctype|\?xml|html|svg|table)/i.test(first))
    return 'is a page of HTML or XML, not CSV: has the download failed?';
  if (first.startsWith('version https://git-lfs'))
    return 'is a pointer of Git LFS: git lfs pull brings the file itself';
  const data = /^@data\s*$/im.exec(start);
  if (data && /^@relation\b/im.test(start)) {
    const lines = start.slice(0, data.index + data[0].length).split('\n').length;
    return `is an ARFF file: its rows follow line ${lines}, so skip ${lines} lines, say that there is no header line, and name the columns`;
  }
  return undefined;
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
