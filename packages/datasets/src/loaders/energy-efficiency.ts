import { mulanSet } from '../readers/mulan.ts';

/** Buildings by their shape: what heating and cooling they need. */
export const energyEfficiency = mulanSet({
  card: {
    name: 'energy-efficiency',
    title: 'Energy efficiency of buildings',
    examples: 768,
    source:
      'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/242/energy+efficiency; Mulan (enb), https://github.com/tsoumakas/mulan',
    citation:
      'A. Tsanas, A. Xifara. Accurate quantitative estimation of energy performance of residential buildings using statistical machine learning tools. Energy and Buildings 2012. ' +
      'https://doi.org/10.24432/C51307',
    description:
      'Twelve shapes of one volume, simulated in Ecotect: compactness, areas of surface, walls and roof, height, orientation, and the area and distribution of glass.',
    caution:
      'Simulated, and every combination of few values: random rows of one shape are in all splits, so errors say little of another shape.',
  },
  file: {
    name: 'enb.arff',
    commit: '49efcccb0666c59f57d942c13c6184af028c7650',
    bytes: 40_203,
    sha256: '8277d9094ccda6da2cd1c2b79c90ca201fa3695e75aca173ffc43138dcab0071',
  },
  inputs: {
    // The first two are relative compactness and surface area; the file calls the second X1.
    Relative_compactness: 'numeric',
    X1: 'numeric',
    X3: 'numeric',
    X4: 'numeric',
    X5: 'numeric',
    X6: 'categorical',
    X7: 'numeric',
    X8: 'categorical',
  },
  targets: {
    heating: { column: 'Y1', meaning: 'the heating load, in kWh per square metre' },
    cooling: { column: 'Y2', meaning: 'the cooling load, in kWh per square metre' },
  },
});
