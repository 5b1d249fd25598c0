import type { PrintedTable } from './printed-table.ts';

/** Cityscapes, two tasks of two metrics, as FAMO, FairGrad, GO4Align and LDC-MTL print it. */
export const cityscapes: PrintedTable = {
  title: 'Cityscapes',
  metrics: [
    { task: 'segmentation', metric: 'mean-iou', higherIsBetter: true },
    { task: 'segmentation', metric: 'pixel-accuracy', higherIsBetter: true },
    { task: 'depth', metric: 'absolute-error', higherIsBetter: false },
    { task: 'depth', metric: 'relative-error', higherIsBetter: false },
  ],
  baseline: '74.01 93.16 0.0125 27.77',
  rows: [
    { method: 'LS', values: '75.18 93.49 0.0155 46.77', deltaM: '22.60' },
    { method: 'SI', values: '70.95 91.73 0.0161 33.83', deltaM: '14.11' },
    { method: 'RLW', values: '74.57 93.41 0.0158 47.79', deltaM: '24.38' },
    { method: 'DWA', values: '75.24 93.52 0.0160 44.37', deltaM: '21.45' },
    { method: 'UW', values: '72.02 92.85 0.0140 30.13', deltaM: '5.89' },
    { method: 'MGDA', values: '68.84 91.54 0.0309 33.50', deltaM: '44.14' },
    { method: 'PCGrad', values: '75.13 93.48 0.0154 42.07', deltaM: '18.29' },
    { method: 'GradDrop', values: '75.27 93.53 0.0157 47.54', deltaM: '23.73' },
    { method: 'CAGrad', values: '75.16 93.48 0.0141 37.60', deltaM: '11.64' },
    { method: 'IMTL-G', values: '75.33 93.49 0.0135 38.41', deltaM: '11.10' },
    { method: 'MoCo', values: '75.42 93.55 0.0149 34.19', deltaM: '9.90' },
    { method: 'Nash-MTL', values: '75.41 93.66 0.0129 35.02', deltaM: '6.82' },
    { method: 'FAMO', values: '74.54 93.29 0.0145 32.59', deltaM: '8.13' },
    { method: 'GO4Align', values: '72.63 93.03 0.0164 27.58', deltaM: '8.11' },
    { method: 'FairGrad', values: '75.72 93.68 0.0134 32.25', deltaM: '5.18' },
    { method: 'LDC-MTL', values: '74.53 93.42 0.0128 26.79', deltaM: '-0.57' },
  ],
};
