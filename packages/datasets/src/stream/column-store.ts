import { DiskList } from './disk-list.ts';
import { ScratchFile } from './scratch-file.ts';

/** Bytes that the pieces of all columns may take in memory, and cells of a piece at most. */
const [mostBytes, longestPiece] = [1 << 26, 65_536];

/** Makes the columns of one table in a file. */
export class ColumnStore {
  /** The file. */
  readonly file: ScratchFile;
  /** Rows that are read and written at once. */
  readonly rows: number;

  /**
   * @param owner - Whose table it is, for error messages.
   * @param columns - How many columns there will be.
   * @param folder - The folder of the file; that for temporary files when left out.
   */
  constructor(owner: string, columns: number, folder: string | undefined) {
    this.file = new ScratchFile(owner, folder);
    const bytes = Float64Array.BYTES_PER_ELEMENT * Math.max(1, columns);
    this.rows = Math.max(64, Math.min(longestPiece, Math.floor(mostBytes / bytes)));
  }

  /** A list for the numbers of a column. */
  numbers(): DiskList<Float64Array> {
    return new DiskList(this.file, this.rows, (length) => new Float64Array(length));
  }

  /** A list for the numbers of the texts of a column. */
  codes(): DiskList<Uint32Array> {
    return new DiskList(this.file, this.rows, (length) => new Uint32Array(length));
  }
}
