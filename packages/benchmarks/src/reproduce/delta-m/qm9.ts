import type { PrintedTable } from './printed-table.ts';

const properties = ['µ', 'α', 'ε HOMO', 'ε LUMO', '⟨R²⟩', 'ZPVE', 'U0', 'U', 'H', 'G', 'c_v'];

/**
 * QM9: eleven properties, the mean absolute error of each, as FAMO and FairGrad print it; Nash-MTL has the single-task results and PSMGD the ranks,
 * with its own row.
 */
export const qm9: PrintedTable = {
  title: 'QM9',
  metrics: properties.map((task) => ({ task, metric: 'mae', higherIsBetter: false })),
  baseline: '0.0671 0.1814 60.576 53.915 0.5027 4.539 58.838 64.244 63.852 66.223 0.07212',
  rows: [
    {
      method: 'LS',
      values: '0.11 0.33 73.6 89.7 5.20 14.06 143.4 144.2 144.6 140.3 0.13',
      deltaM: '177.6',
      meanRank: '9.00',
    },
    {
      method: 'SI',
      values: '0.31 0.35 149.8 135.7 1.00 4.51 55.3 55.8 55.8 55.3 0.11',
      deltaM: '77.8',
      meanRank: '5.36',
    },
    {
      method: 'RLW',
      values: '0.11 0.34 76.9 92.8 5.87 15.47 156.3 157.1 157.6 153.0 0.14',
      deltaM: '203.8',
      meanRank: '10.36',
    },
    {
      method: 'DWA',
      values: '0.11 0.33 74.1 90.6 5.09 13.99 142.3 143.0 143.4 139.3 0.13',
      deltaM: '175.3',
      meanRank: '8.64',
    },
    {
      method: 'UW',
      values: '0.39 0.43 166.2 155.8 1.07 4.99 66.4 66.8 66.8 66.2 0.12',
      deltaM: '108.0',
      meanRank: '6.64',
    },
    {
      method: 'MGDA',
      values: '0.22 0.37 126.8 104.6 3.23 5.69 88.4 89.4 89.3 88.0 0.12',
      deltaM: '120.5',
      meanRank: '8.36',
    },
    {
      method: 'PCGrad',
      values: '0.11 0.29 75.9 88.3 3.94 9.15 116.4 116.8 117.2 114.5 0.11',
      deltaM: '125.7',
      meanRank: '7.18',
    },
    {
      method: 'CAGrad',
      values: '0.12 0.32 83.5 94.8 3.22 6.93 114.0 114.3 114.5 112.3 0.12',
      deltaM: '112.8',
      meanRank: '8.18',
    },
    {
      method: 'IMTL-G',
      values: '0.14 0.29 98.3 93.9 1.75 5.70 101.4 102.4 102.0 100.1 0.10',
      deltaM: '77.2',
      meanRank: '6.64',
    },
    {
      method: 'Nash-MTL',
      values: '0.10 0.25 82.9 81.9 2.43 5.38 74.5 75.0 75.1 74.2 0.09',
      deltaM: '62.0',
      meanRank: '3.82',
    },
    {
      method: 'FAMO',
      values: '0.15 0.30 94.0 95.2 1.63 4.95 70.82 71.2 71.2 70.3 0.10',
      deltaM: '58.5',
      meanRank: '5.09',
    },
    {
      method: 'PSMGD',
      values: '0.12 0.25 77.22 74.36 3.01 6.61 102.99 103.47 103.69 101.63 0.09',
      meanRank: '5.55',
    },
    {
      method: 'FairGrad',
      values: '0.12 0.25 87.57 84.00 2.15 5.07 70.89 71.17 71.21 70.88 0.10',
      deltaM: '57.9',
      meanRank: '4.09',
    },
  ],
};
