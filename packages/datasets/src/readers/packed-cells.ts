/** Cells of one column that follow each other, as a thread sends them: typed arrays, which are moved and not copied. */
export type PackedCells =
  | {
      /** Numbers, NaN where a cell is missing; `dates` are days since the beginning of 1970 (UTC). */
      readonly kind: 'numbers' | 'dates';
      /** The numbers. */
      readonly values: Float64Array;
    }
  | {
      /** Texts. */
      readonly kind: 'texts';
      /** All of them as UTF-8, one after the other. */
      readonly bytes: Uint8Array;
      /** The byte after each; that of the one before it where a cell is empty or missing. */
      readonly ends: Uint32Array;
    }
  | {
      /** Anything else: lists, structures, bytes. */
      readonly kind: 'values';
      /** The cells. */
      readonly values: readonly unknown[];
    };

/**
 * How a thread packs cells and sends them: `sendPacked(cells, send)`. What a cell is, and when it is missing, is as in `columnFromCells` of core; here a column is told by at most 65,536
 * of its cells, and `PackedColumn` puts them together.
 */
export const packingProgram = `
const [runCells, day] = [65536, 86400000];
const isBlank = (cell) => cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === 'string' && cell.trim() === '');
const isMissing = (cell) => isBlank(cell) || (cell instanceof Date && Number.isNaN(cell.getTime()));
const kindOf = (cell) => {
  if (cell instanceof Date) return 'dates';
  if (typeof cell === 'number' || (typeof cell === 'bigint' && Number.isSafeInteger(Number(cell)))) return 'numbers';
  return ['string', 'boolean', 'bigint'].includes(typeof cell) ? 'texts' : 'values';
};
const kindOfAll = (cells) => {
  let kind;
  for (const cell of cells) {
    if (isMissing(cell)) continue;
    const own = kindOf(cell);
    if (own === 'values') return own;
    kind = kind === undefined || kind === own ? own : 'texts';
  }
  return kind ?? 'numbers';
};
const encoder = new TextEncoder();
const packTexts = (cells) => {
  const ends = new Uint32Array(cells.length);
  let [bytes, used] = [new Uint8Array(16 * cells.length), 0];
  cells.forEach((cell, index) => {
    const text = isMissing(cell) ? '' : cell instanceof Date ? cell.toISOString() : String(cell);
    if (bytes.length < used + 3 * text.length) {
      const longer = new Uint8Array(2 * bytes.length + 3 * text.length);
      longer.set(bytes);
      bytes = longer;
    }
    used += encoder.encodeInto(text, bytes.subarray(used)).written;
    ends[index] = used;
  });
  return { kind: 'texts', bytes: bytes.slice(0, used), ends };
};
const plain = (cell) => (ArrayBuffer.isView(cell) ? cell.slice() : cell);
const numberOf = (cell) => (isMissing(cell) ? NaN : cell instanceof Date ? cell.getTime() / day : Number(cell));
const pack = (cells) => {
  const kind = kindOfAll(cells);
  if (kind === 'texts') return packTexts(cells);
  if (kind === 'values') return { kind, values: cells.map(plain) };
  const values = new Float64Array(cells.length);
  for (let index = 0; index < cells.length; index += 1) values[index] = numberOf(cells[index]);
  return { kind, values };
};
const sendPacked = (cells, send) => {
  if (ArrayBuffer.isView(cells) && typeof cells[0] !== 'bigint') {
    const values = new Float64Array(cells);
    send({ kind: 'numbers', values }, [values.buffer]);
    return;
  }
  for (let from = 0; from < cells.length; from += runCells) {
    const packed = pack(cells.slice(from, from + runCells));
    send(packed, packed.kind === 'texts' ? [packed.bytes.buffer, packed.ends.buffer] : packed.kind === 'values' ? [] : [packed.values.buffer]);
  }
};
`;
