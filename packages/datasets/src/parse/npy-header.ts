/** What the header of a npy file says. */
export interface NpyHeader {
  /** The type of a number, as NumPy names it: `<f4`. */
  readonly descr: string;
  /** Whether the first axis runs first. */
  readonly fortranOrder: boolean;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Where the numbers begin. */
  readonly start: number;
}

const magic = [0x93, ...Array.from('NUMPY', (character) => character.charCodeAt(0))];
/** The longest header and the most axes that NumPy itself accepts. */
const [longest, mostAxes] = [10_000, 64];

/**
 * Reads the header of a npy file.
 *
 * @param bytes - The file.
 * @throws Error when it is not one.
 */
export function readHeader(bytes: Uint8Array): NpyHeader {
  if (!magic.every((byte, at) => bytes[at] === byte)) throw new Error('it does not begin with \\x93NUMPY');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3) throw new Error(`its version is ${version}, not 1, 2 or 3`);
  const at = version === 1 ? 10 : 12;
  if (bytes.length < at) throw new Error('it is cut short');
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longest) throw new Error(`its header has ${length} bytes, at most ${longest} are read`);
  if (bytes.length < at + length) throw new Error('it is cut short');
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(at, at + length));
  return { ...fieldsOf(text), start: at + length };
}

/** The fields of the Python dictionary that a header is, in any order. */
function fieldsOf(text: string): Omit<NpyHeader, 'start'> {
  const inner = /^\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inner === undefined) throw new Error('its header is no dictionary');
  const field = (name: string, value: string): string => {
    const found = new RegExp(`(?:^|,)\\s*(['"])${name}\\1\\s*:\\s*(?:${value})\\s*(?=,|$)`).exec(inner);
    if (found) return found[2] ?? '';
    throw new Error(`its header has no ${name} that is known here`);
  };
  const descr = field('descr', `'([<>|=][a-zA-Z]\\d+)'`);
  const fortranOrder = field('fortran_order', '(True|False)') === 'True';
  const axes = field('shape', '\\(([\\d\\s,L]*)\\)').split(',');
  const shape = axes.flatMap((axis) => (axis.trim() === '' ? [] : [Number(axis.replace('L', ''))]));
  const count = shape.reduce((product, length) => product * length, 1);
  if (shape.length > mostAxes || !Number.isSafeInteger(count)) throw new Error('its shape is too large, or none');
  return { descr, fortranOrder, shape };
}
