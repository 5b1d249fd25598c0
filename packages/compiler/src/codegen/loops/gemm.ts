import { advance, call, type Code, fill, integer, type Local, plus, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { lanes, vectorBytes, width } from '../wasm/simd.ts';
import { microKernel } from './gemm-micro-kernel.ts';
import { packB, packA } from './pack-panels.ts';
import type { Strides } from './strides.ts';

/** A product of matrices, C = A B; the rows of C are contiguous. */
export interface Product {
  /** Rows of A and C. */
  readonly m: number;
  /** Columns of B and C. */
  readonly n: number;
  /** Columns of A, and rows of B. */
  readonly k: number;
  /** The layout of A. */
  readonly a: Strides;
  /** The layout of B. */
  readonly b: Strides;
}

/** Pointers to the matrices. */
export interface Pointers {
  /** The first factor. */
  readonly a: Local;
  /** The second. */
  readonly b: Local;
  /** The product. */
  readonly c: Local;
  /** Scratch memory. */
  readonly scratch: Local;
}

/** Rows of a tile of C (tile of m). */
const tileM = 4;
/** Columns of a tile of C (tile of n): its sums and operands fill the 16 vector registers of a CPU. */
const tileN = 8;
/** Block of the inner axis (tile of k): the packed panels fit the L1 and L2 caches. */
const maxTileK = 512;
/** B is packed when there are more rows than this. */
const minRowsToPackB = 8;

/** A block of the inner axis. */
interface Block {
  readonly product: Product;
  readonly depth: number;
  readonly packsA: boolean;
  readonly packsB: boolean;
  /** Whether there are earlier blocks, whose sums are in C. */
  readonly adds: boolean;
}

/**
 * Bytes of scratch memory that {@link } uses.
 *
 * @param product - The product.
 */
export function scratchOf(product: Product): number {
  const { depth } = splitK(product);
  return (tileN + Math.ceil(product.m / tileM) * tileM) * depth * width + 2 * vectorBytes;
}

function splitK({ k }: Product): { parts: number; depth: number } {
  const parts = Math.ceil(k / maxTileK);
  return { parts, depth: Math.ceil(k / parts) };
}

/**
 * Multiplies matrices in tiles of four rows of A by eight packed columns of B.
 *
 * @param routine - The function.
 * @param product - The product.
 * @param at - Where the matrices are; left as they are.
 * @see K. Goto and R. van de Geijn. Anatomy of High-Performance Matrix Multiplication. 2008. https://doi.org/10.1145/1356052.1356053
 */
export function gemm(routine: FunctionBuilder, product: Product, at: Pointers): Code {
  const { parts, depth } = splitK(product);
  const { a, b, m, n, k } = product;
  const packsA = a.column !== 1 && n > tileN;
  const packsB = b.column !== 1 || m > minRowsToPackB;
  const [fromA, fromB] = [routine.index(), routine.index()];
  const block = (length: number): Code =>
    gemmBlock(routine, { product, depth: length, packsA, packsB, adds: parts > 1 }, { ...at, a: fromA, b: fromB });
  return [
    [at.a.get, fromA.set, at.b.get, fromB.set],
    parts > 1 ? [at.c.get, integer(0), integer(m * n * width), fill] : [],
    repeat(routine.index(), parts - 1, [
      block(depth),
      advance(fromA, depth * a.column * width),
      advance(fromB, depth * b.row * width),
    ]),
    block(k - (parts - 1) * depth),
  ];
}

function gemmBlock(routine: FunctionBuilder, block: Block, at: Pointers): Code {
  const { product, depth, packsA, packsB, adds } = block;
  const { m, n, a, b } = product;
  const [packedA, fromB, toC] = [routine.index(), routine.index(), routine.index()];
  const [rowsA, rowsC] = [routine.index(), routine.index()];
  const whole = Math.floor(m / tileM);
  const lyingA = packsA ? { row: 1, column: tileM } : a;
  const ahead = (packsA ? depth : a.row) * tileM * width;
  const panel = (count: number): Code => {
    const inwardsB = packsB ? Math.ceil(count / lanes) * vectorBytes : b.row * width;
    const rowsOf = (height: number, times: number): Code =>
      call(
        microKernel({ height, count, alongA: lyingA.row * width, inwardsA: lyingA.column * width, inwardsB, adds }),
        [
          ...[rowsA.get, (packsB ? at.scratch : fromB).get, rowsC.get, integer(depth), integer(times)],
          ...[integer(ahead), integer(n * width)],
        ],
      );
    return [
      packsB ? packB({ depth, count, from: fromB, to: at.scratch, strides: b }) : [],
      [(packsA ? packedA : at.a).get, rowsA.set, toC.get, rowsC.set],
      whole > 0 ? rowsOf(tileM, whole) : [],
      m % tileM > 0
        ? [advance(rowsA, whole * ahead), advance(rowsC, whole * tileM * n * width), rowsOf(m % tileM, 1)]
        : [],
    ];
  };
  return [
    [at.scratch.get, plus(depth * tileN * width), packedA.set],
    packsA ? packA(routine, { depth, count: m, from: at.a, to: packedA, strides: a }) : [],
    [at.b.get, fromB.set, at.c.get, toC.set],
    repeat(routine.index(), Math.floor(n / tileN), [
      panel(tileN),
      advance(fromB, tileN * b.column * width),
      advance(toC, tileN * width),
    ]),
    n % tileN > 0 ? panel(n % tileN) : [],
  ];
}
