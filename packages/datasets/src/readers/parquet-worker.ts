/** The program of the thread that decodes a Parquet file: it sends each run of cells of a row group. */
export const parquetWorker = `
const { path, columns, groupRows, hyparquet, hyparquetCompressors } = workerData;
const opened = (async () => {
  const [parquet, { compressors }] = await Promise.all([import(hyparquet), import(hyparquetCompressors)]);
  const file = await parquet.asyncBufferFromFile(path);
  return { parquet, compressors, file, metadata: await parquet.parquetMetadataAsync(file) };
})();
opened.catch(() => undefined);
const read = async (group, send) => {
  const { parquet, compressors, file, metadata } = await opened;
  const own = { ...metadata, num_rows: BigInt(groupRows[group]), row_groups: [metadata.row_groups[group]] };
  const onChunk = ({ columnName, columnData, rowStart }) => send({ columnName, columnData, rowStart });
  await parquet.parquetRead({ file, metadata: own, columns, compressors, onChunk });
};
`;
