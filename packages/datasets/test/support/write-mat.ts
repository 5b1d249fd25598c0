/** A matrix by its columns. */
export interface WrittenMatrix {
  readonly rows: number;
  readonly columns: readonly ArrayLike<number>[];
}

/** Writes a MATLAB file of level 5, not compressed, of matrices and cell arrays of matrices; of `inside` as well, elements as they are, where there are cell arrays. scipy.io.loadmat reads what it writes. */
export function matFile(
  variables: Readonly<Record<string, WrittenMatrix | readonly WrittenMatrix[]>>,
  little = true,
  ...inside: readonly Uint8Array[]
): Uint8Array {
  const header = new Uint8Array(128).fill(32);
  const view = new DataView(header.buffer);
  view.setUint16(124, 0x0100, little);
  header.set(Buffer.from(little ? 'IM' : 'MI'), 126);
  const parts = Object.entries(variables).map(([name, value]) =>
    'rows' in value ? matrix(name, value, little) : cells(name, value, little, inside),
  );
  return Buffer.concat([header, ...parts]);
}

function matrix(name: string, { rows, columns }: WrittenMatrix, little: boolean): Uint8Array {
  const values = columns.flatMap((column) => Array.from(column));
  const real = element(
    9,
    8,
    values,
    (view, at, value) => {
      view.setFloat64(at, value, little);
    },
    little,
  );
  return wrapped([...preface(name, 6, [rows, columns.length], little), real], little);
}

function cells(
  name: string,
  matrices: readonly WrittenMatrix[],
  little: boolean,
  inside: readonly Uint8Array[],
): Uint8Array {
  const all = [...matrices.map((own) => matrix('', own, little)), ...inside];
  return wrapped([...preface(name, 1, [1, all.length], little), ...all], little);
}

/** A data element of a MATLAB file, the least byte first. */
export function matElement(type: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([tag(type, content.length, true), content]);
}

function preface(name: string, kind: number, sides: readonly number[], little: boolean): readonly Uint8Array[] {
  return [
    element(
      6,
      4,
      [kind, 0],
      (view, at, value) => {
        view.setUint32(at, value, little);
      },
      little,
    ),
    element(
      5,
      4,
      sides,
      (view, at, value) => {
        view.setInt32(at, value, little);
      },
      little,
    ),
    element(
      1,
      1,
      [...Buffer.from(name)],
      (view, at, value) => {
        view.setInt8(at, value);
      },
      little,
    ),
  ];
}

function wrapped(parts: readonly Uint8Array[], little: boolean): Uint8Array {
  const content = Buffer.concat(parts);
  return Buffer.concat([tag(14, content.length, little), content]);
}

function element(
  type: number,
  size: number,
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => void,
  little: boolean,
): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((values.length * size) / 8) * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    write(view, index * size, value);
  });
  return Buffer.concat([tag(type, values.length * size, little), bytes]);
}

function tag(type: number, size: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, little);
  view.setUint32(4, size, little);
  return bytes;
}
