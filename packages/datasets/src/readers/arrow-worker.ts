import { packingProgram } from './packed-cells.ts';

/** The program of the thread that decodes an Arrow file: it sends what the columns are, then their cells, column by column and some at a time. */
export const arrowWorker = `
${packingProgram}
const { readFileSync } = require('node:fs');
const { path, arrow } = workerData;
const [integer, float, date, timestamp] = [2, 3, 8, 10];
const textOfBig = (key, value) => (typeof value === 'bigint' ? String(value) : value);
const cellOf = (cell, typeId) => {
  if ((typeId === date || typeId === timestamp) && cell !== null) return new Date(Number(cell));
  if (typeof cell !== 'object' || cell === null || cell instanceof Date || ArrayBuffer.isView(cell)) return cell;
  return JSON.parse(JSON.stringify(cell, textOfBig));
};
let table;
const readHead = async () => {
  const { tableFromIPC } = await import(arrow);
  const bytes = readFileSync(path);
  table = tableFromIPC(bytes);
  if (!(table.numRows <= 8 * bytes.length)) throw new Error('it says ' + table.numRows + ' rows in ' + bytes.length + ' bytes');
  return { rows: table.numRows, fields: table.schema.fields.map(({ name, type: { typeId, scale } }) => ({ name, type: { typeId, scale } })) };
};
function* runsOf({ typeId }, vector) {
  const cells = (typeId === integer || typeId === float) && vector.nullCount === 0 ? vector.toArray() : [];
  if (ArrayBuffer.isView(cells) && !(cells instanceof BigInt64Array || cells instanceof BigUint64Array)) {
    yield cells;
    return;
  }
  for (let from = 0; from < table.numRows; from += runCells) {
    const length = Math.min(runCells, table.numRows - from);
    yield Array.from({ length }, (_, row) => cellOf(vector.get(from + row), typeId));
  }
}
function* allRuns() {
  for (let index = 0; index < table.schema.fields.length; index += 1) yield* runsOf(table.schema.fields[index].type, table.getChildAt(index));
}
let runs;
const read = async (unit, send) => {
  if (unit === 0) {
    send(await readHead());
    runs = allRuns();
    return;
  }
  const { value, done } = runs.next();
  if (done) throw new Error('it has fewer cells than it says');
  sendPacked(value, send);
};
`;
