/** The program of the thread that decodes an Arrow file: it sends what the columns are, then each run of their cells. */
export const arrowWorker = `
const { readFileSync } = require('node:fs');
const { path, arrow } = workerData;
const [integer, float, runRows] = [2, 3, 65536];
const textOfBig = (key, value) => (typeof value === 'bigint' ? String(value) : value);
const plain = (cell) => {
  if (typeof cell !== 'object' || cell === null || cell instanceof Date) return cell;
  return ArrayBuffer.isView(cell) ? cell.slice() : JSON.parse(JSON.stringify(cell, textOfBig));
};
const read = async (group, send) => {
  const { tableFromIPC } = await import(arrow);
  const bytes = readFileSync(path);
  const table = tableFromIPC(bytes);
  const rows = table.numRows;
  if (!(rows <= 8 * bytes.length)) throw new Error('it says ' + rows + ' rows in ' + bytes.length + ' bytes');
  send({ rows, fields: table.schema.fields.map(({ name, type: { typeId, scale } }) => ({ name, type: { typeId, scale } })) });
  table.schema.fields.forEach(({ name: columnName, type: { typeId } }, index) => {
    const vector = table.getChildAt(index);
    if ((typeId === integer || typeId === float) && vector.nullCount === 0) {
      const columnData = vector.toArray().slice();
      send({ columnName, columnData, rowStart: 0 }, [columnData.buffer]);
      return;
    }
    for (let rowStart = 0; rowStart < rows; rowStart += runRows) {
      const length = Math.min(runRows, rows - rowStart);
      const columnData = Array.from({ length }, (_, row) => plain(vector.get(rowStart + row)));
      send({ columnName, columnData, rowStart });
    }
  });
};
`;
