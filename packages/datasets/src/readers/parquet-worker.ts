/**
 * The program of the thread that decodes a Parquet file: hyparquet believes the counts of a damaged file, and a thread has a limit of memory that stops it. It
 * sends each run of cells, and `null` at the end.
 */
export const parquetWorker = `
const { parentPort, workerData } = require('node:worker_threads');
const { bytes, columns, hyparquet, hyparquetCompressors } = workerData;
(async () => {
  const [{ parquetRead }, { compressors }] = await Promise.all([import(hyparquet), import(hyparquetCompressors)]);
  const onChunk = ({ columnName, columnData, rowStart }) => parentPort.postMessage({ columnName, columnData, rowStart });
  await parquetRead({ file: bytes, columns, compressors, onChunk });
  parentPort.postMessage(null);
})().catch((error) => { setImmediate(() => { throw error; }); });
`;
