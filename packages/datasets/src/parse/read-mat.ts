import { DataError, reasonOf } from '@equipoise/core';

import { cut, type MatBytes, type MatElement, matElements, matNumbers, matTypes } from './mat-elements.ts';
import { nodeProcess } from './node-process.ts';
import { readBytes } from './read-file.ts';

/** An array of numbers. */
export interface MatNumbers {
  readonly kind: 'numbers';
  /** Its sides: rows, columns, … */
  readonly shape: readonly number[];
  /** The numbers, column by column. */
  readonly values: Float64Array;
}

/** An array of arrays. */
export interface MatCells {
  readonly kind: 'cells';
  /** The arrays, column by column. */
  readonly cells: readonly MatValue[];
}

/** What a variable of a MAT-file is; texts, structures and sparse arrays are not read. */
export type MatValue = MatNumbers | MatCells | { readonly kind: 'other' };

interface Variable {
  readonly name: string;
  readonly value: MatValue;
}

const headerSize = 128;
/** Bytes that a compressed variable may hold. */
const mostBytes = 2 ** 30;
const cellClass = 1;
const complexFlag = 0x800;

/**
 * Reads the arrays of numbers, and the cell arrays of such, of a MATLAB file of level 5 (versions 5 to 7.2, compressed or not, of either byte order).
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @returns The variables by their names.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, is of another kind, or is cut short.
 * @see MathWorks. MAT-File Format. https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf
 */
export async function readMat(owner: string, path: string): Promise<ReadonlyMap<string, MatValue>> {
  const where = `${owner}: ${path}`;
  const bytes = await readBytes(owner, path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = view.byteLength < headerSize ? '' : String.fromCharCode(view.getUint8(126), view.getUint8(127));
  if (mark !== 'IM' && mark !== 'MI') {
    throw new DataError(`${where}: must be a MATLAB file of level 5; save it in MATLAB with the option -v7.`);
  }
  const body = new DataView(view.buffer, view.byteOffset + headerSize, view.byteLength - headerSize);
  const variables = [...matElements({ where, view: body, little: mark === 'IM' })].flatMap(variablesOf);
  return new Map(variables.map(({ name, value }) => [name, value]));
}

function variablesOf(element: MatElement): readonly Variable[] {
  if (element.type === matTypes.matrix) return [variableOf(element)];
  return element.type === matTypes.compressed ? [...matElements(inflated(element.bytes))].flatMap(variablesOf) : [];
}

function inflated({ where, view, little }: MatBytes): MatBytes {
  const { inflateSync } = nodeProcess(where).getBuiltinModule('node:zlib');
  try {
    const own = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const bytes = inflateSync(own, { maxOutputLength: mostBytes });
    return { where, little, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  } catch (error) {
    throw new DataError(`${where}: cannot be decompressed: ${reasonOf(error)}.`, { cause: error });
  }
}

/** A variable: flags, sides, name, and what it holds. */
function variableOf({ bytes }: MatElement): Variable {
  const [flags, sides, label, ...content] = [...matElements(bytes)];
  if (flags === undefined || sides === undefined || label === undefined) throw cut(bytes.where);
  const [first = 0] = matNumbers(flags);
  const shape = [...matNumbers(sides)];
  const name = String.fromCharCode(...matNumbers(label));
  const kind = first & 0xff;
  if (kind === cellClass)
    return { name, value: { kind: 'cells', cells: content.map((cell) => variableOf(cell).value) } };
  const [real] = content;
  // Classes 6 to 13 are numbers of 8 bytes to 4 bytes; those of 64 bits have exact values that a number does not.
  if (kind < 6 || kind > 13 || (first & complexFlag) !== 0) return { name, value: { kind: 'other' } };
  if (real === undefined) throw cut(bytes.where);
  const values = matNumbers(real);
  if (values.length !== shape.reduce((product, side) => product * side, 1)) throw cut(bytes.where);
  return { name, value: { kind: 'numbers', shape, values } };
}
