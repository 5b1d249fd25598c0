import { packingProgram } from './packed-cells.ts';

/** The program of the thread that decodes a Parquet file: it sends one column of one row group after the other, packed. */
export const parquetWorker = `
${packingProgram}
const { path, columns, groupRows, hyparquet, hyparquetCompressors } = workerData;
const opened = (async () => {
  const [parquet, { compressors }] = await Promise.all([import(hyparquet), import(hyparquetCompressors)]);
  const file = await parquet.asyncBufferFromFile(path);
  return { parquet, compressors, file, metadata: await parquet.parquetMetadataAsync(file) };
})();
opened.catch(() => undefined);
const read = async (unit, send) => {
  const { parquet, compressors, file, metadata } = await opened;
  const group = Math.floor(unit / columns.length);
  const own = { ...metadata, num_rows: BigInt(groupRows[group]), row_groups: [metadata.row_groups[group]] };
  const onChunk = ({ columnData }) => sendPacked(columnData, send);
  await parquet.parquetRead({ file, metadata: own, columns: [columns[unit % columns.length]], compressors, onChunk });
};
`;
