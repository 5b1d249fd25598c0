import { type Figure, figureOf, printed, publishedNumber } from '../figure.ts';
import type { Findings, Reproduction } from '../reproduction.ts';
import { celeba } from './celeba.ts';
import { cityscapes } from './cityscapes.ts';
import type { PrintedTable } from './printed-table.ts';
import { qm9 } from './qm9.ts';
import { printedRanks, roundedDeltaM } from './rounded-averages.ts';

/** The averages of published tables, from the numbers that the tables print. */
export const deltaMTables: Reproduction = {
  name: 'delta-m',
  title: 'Δm and mean ranks of published tables',
  paper: {
    claim:
      'Tables of results on Cityscapes, QM9 and CelebA print for each method its metrics, Δm (the mean relative loss against single-task models, lower is ' +
      'better) and its mean rank.',
    sources: [
      { text: 'A. Navon et al. Nash-MTL. ICML 2022, Δm and tables of QM9', url: 'https://arxiv.org/abs/2202.01017' },
      { text: 'B. Liu et al. FAMO. NeurIPS 2023, tables of results', url: 'https://arxiv.org/abs/2306.03792' },
      { text: 'H. Ban, K. Ji. FairGrad. ICML 2024, tables of results', url: 'https://arxiv.org/abs/2402.15638' },
      { text: 'J. Shen et al. GO4Align. NeurIPS 2024, Cityscapes', url: 'https://arxiv.org/abs/2404.06486' },
      { text: 'P. Xiao et al. LDC-MTL. 2025, Cityscapes', url: 'https://arxiv.org/abs/2502.08585' },
      {
        text: 'PSMGD, experiments/{celeba,quantum_chemistry}: F1 of every attribute, and the rule of the ranks',
        url: 'https://github.com/ziyichen-github/PSMG',
      },
    ],
  },
  minutes: 0.1,
  seeds: 0,
  run: () => Promise.resolve(findings()),
};

function findings(): Findings {
  const tables = [cityscapes, qm9, celeba];
  return {
    settings: [
      'deltaMPerMetric and meanRank of this package on the printed digits.',
      'The interval of Δm is what rounding of the printed metrics leaves open: each stands for half a unit of its last digit to either side.',
      'Ranks are of the printed digits; equal ones share the smaller rank, as in the published rule.',
    ],
    departures: [],
    figures: tables.flatMap((table) => [...deltaMFigures(table), ...rankFigures(table)]),
  };
}

function deltaMFigures(table: PrintedTable): readonly Figure[] {
  return table.rows.flatMap((row) => {
    const { method, deltaM } = row;
    if (deltaM === undefined) return [];
    const ours = roundedDeltaM(table, row);
    const gap = Math.abs(ours.estimate - Number(deltaM)).toFixed(2);
    return figureOf({
      table: `Δm, ${table.title}`,
      name: method,
      unit: '%',
      decimals: Math.max(2, printed(deltaM).decimals),
      published: publishedNumber(deltaM),
      ours,
      interval: 'what rounding leaves open',
      values: [],
      because: `the printed metrics give ${ours.estimate.toFixed(2)} ± ${((ours.high - ours.low) / 2).toFixed(2)}, ${gap} away: the digits do not belong together`,
    });
  });
}

function rankFigures(table: PrintedTable): readonly Figure[] {
  const ranks = printedRanks(table);
  return table.rows.flatMap(({ method, meanRank }, index) => {
    const rank = ranks[index] ?? Number.NaN;
    if (meanRank === undefined) return [];
    return figureOf({
      table: `mean rank, ${table.title}`,
      name: method,
      unit: '',
      decimals: 2,
      published: publishedNumber(meanRank),
      ours: { estimate: rank, low: rank, high: rank },
      interval: 'exact',
      values: [],
      because: `the ranks of the printed metrics average to ${rank.toFixed(3)}`,
    });
  });
}
