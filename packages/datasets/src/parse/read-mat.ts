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
/** Bytes that compressed variables may hold together. */
const mostBytes = 1e9;
/** Cells within cells. */
const deepest = 100;
/** Characters of a name; MATLAB's have at most 63. */
const longestName = 4096;
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
  const found = new Map<string, MatValue>();
  let held = 0;
  for (const element of matElements({ where, view: body, little: mark === 'IM' })) {
    if (element.type !== matTypes.compressed) {
      add(element);
      continue;
    }
    const inside = inflated(element.bytes, mostBytes - held);
    held += inside.view.byteLength;
    for (const inner of matElements(inside)) {
      if (inner.type === matTypes.compressed) throw new DataError(`${where}: is compressed twice.`);
      add(inner);
    }
  }
  return found;

  function add(element: MatElement): void {
    if (element.type !== matTypes.matrix) return;
    const { name, value } = variableOf(element, 0);
    found.set(name, value);
  }
}

function inflated({ where, view, little }: MatBytes, most: number): MatBytes {
  const { inflateSync } = nodeProcess(where).getBuiltinModule('node:zlib');
  try {
    const own = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const bytes = inflateSync(own, { maxOutputLength: Math.max(1, most) });
    return { where, little, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new DataError(`${where}: holds more than 1 GB without compression.`, { cause: error });
    }
    throw new DataError(`${where}: cannot be decompressed: ${reasonOf(error)}.`, { cause: error });
  }
}

/** A variable: flags, sides, name, and what it holds. */
function variableOf({ bytes }: MatElement, depth: number): Variable {
  if (depth > deepest) throw new DataError(`${bytes.where}: has cells within cells, more than ${deepest} deep.`);
  const [flags, sides, label, ...content] = [...matElements(bytes)];
  if (flags === undefined || sides === undefined || label === undefined) throw cut(bytes.where);
  const [first = 0] = matNumbers(flags);
  const shape = [...matNumbers(sides)];
  const name = nameOf(label);
  const kind = first & 0xff;
  if (kind === cellClass)
    return { name, value: { kind: 'cells', cells: content.map((cell) => variableOf(cell, depth + 1).value) } };
  const [real] = content;
  // Classes 6 to 13 are numbers of 8 bytes to 4 bytes; those of 64 bits have exact values that a number does not.
  if (kind < 6 || kind > 13 || (first & complexFlag) !== 0) return { name, value: { kind: 'other' } };
  if (real === undefined) throw cut(bytes.where);
  const values = matNumbers(real);
  if (shape.some((side) => side < 0)) throw cut(bytes.where);
  if (values.length !== shape.reduce((product, side) => product * side, 1)) throw cut(bytes.where);
  return { name, value: { kind: 'numbers', shape, values } };
}

function nameOf(label: MatElement): string {
  const { where, view } = label.bytes;
  if (view.byteLength > longestName) {
    throw new DataError(`${where}: has a name of ${view.byteLength} bytes, more than ${longestName}.`);
  }
  return String.fromCharCode(...matNumbers(label));
}
