import { accuracy, auc, type Dataset, lengthOf, type Table, textAt, toTable } from '@equipoise/core';
import { fromTable, getDataset, readCsv } from '@equipoise/datasets';

const columns =
  'age workclass weight education education-years marital-status occupation relationship race sex capital-gain capital-loss hours country income';

/**
 * Adult as recommender tutorials have it: marital status is the second target, relationship is an input.
 *
 * @param data - The seed of the validation rows, and the size.
 */
export async function loadAdultPair({
  dataset: name,
  seed,
  size,
}: {
  readonly dataset: string;
  readonly seed: number;
  readonly size?: number | undefined;
}): Promise<Dataset> {
  const files = new Map((await getDataset('adult')).map(({ path, file }) => [path, file]));
  const read = async (path: string, skipLines: number): Promise<Table> => {
    const table = await readCsv(files.get(path) ?? path, {
      columns: columns.split(' '),
      header: false,
      skipLines,
      missing: ['?'],
      strip: '.', // The classes of the test file end with a dot.
    });
    const cells = table.column('marital-status');
    const marital = toTable(name, {
      'marital-status': Array.from({ length: lengthOf(cells) }, (_, row) =>
        textAt(cells, row) === 'Never-married' ? 'yes' : 'no',
      ),
    });
    const holder = (column: string): Table => (column === 'marital-status' ? marital : table);
    return {
      ...table,
      column: (column) => holder(column).column(column),
      cells: (column) => holder(column).cells(column),
    };
  };
  return fromTable({
    name,
    table: await read('adult.data', 0),
    testTable: await read('adult.test', 1),
    validation: 0.1,
    seed,
    ...(size !== undefined && { size }),
    inputs: {
      age: 'numeric',
      weight: 'numeric',
      'education-years': 'numeric',
      'capital-gain': 'numeric',
      'capital-loss': 'numeric',
      hours: 'numeric',
      workclass: 'categorical',
      education: 'categorical',
      occupation: 'categorical',
      relationship: 'categorical',
      race: 'categorical',
      sex: 'categorical',
      country: 'categorical',
    },
    targets: {
      income: { kind: 'binary', metrics: [auc(), accuracy()] },
      'marital-status': { kind: 'binary', metrics: [auc(), accuracy()] },
    },
  });
}
