/**
 * The program of the thread that decodes a Parquet file: hyparquet believes the counts of a damaged file, and a thread has a limit of memory that stops it. Asked for a row group, it
 * sends each run of its cells, and `null` at the end.
 */
export const parquetWorker = `
const { parentPort, workerData } = require('node:worker_threads');
const { path, columns, groupRows, hyparquet, hyparquetCompressors } = workerData;
const opened = (async () => {
  const [parquet, { compressors }] = await Promise.all([import(hyparquet), import(hyparquetCompressors)]);
  const file = await parquet.asyncBufferFromFile(path);
  return { parquet, compressors, file, metadata: await parquet.parquetMetadataAsync(file) };
})();
opened.catch(() => undefined);
const read = async (group) => {
  const { parquet, compressors, file, metadata } = await opened;
  const own = { ...metadata, num_rows: BigInt(groupRows[group]), row_groups: [metadata.row_groups[group]] };
  const onChunk = ({ columnName, columnData, rowStart }) => parentPort.postMessage({ columnName, columnData, rowStart });
  await parquet.parquetRead({ file, metadata: own, columns, compressors, onChunk });
  parentPort.postMessage(null);
};
parentPort.on('message', (group) => {
  read(group).catch((error) => { setImmediate(() => { throw error; }); });
});
`;
