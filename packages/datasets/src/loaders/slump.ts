import { mulanSet } from '../readers/mulan.ts';

/** Concrete by its ingredients: slump, flow and strength. */
export const slump = mulanSet({
  card: {
    name: 'slump',
    title: 'Concrete slump test',
    examples: 103,
    source:
      'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/182/concrete+slump+test; Mulan, https://github.com/tsoumakas/mulan',
    citation:
      'I.-C. Yeh. Modeling slump flow of concrete using second-order regressions and artificial neural networks. Cement and Concrete Composites 2007. https://doi.org/10.24432/C5FG7D',
    description:
      'Mixes of concrete: cement, slag, fly ash, water, superplasticizer, coarse and fine aggregate, in kilograms per cubic metre.',
    caution: 'With 20 rows for the test, differences between models are mostly chance: use several seeds.',
  },
  file: {
    name: 'slump.arff',
    commit: '122fce8fbefdb292ba3acbb03867a7fc8f1dcaa9',
    bytes: 4608,
    sha256: '3a9a9eba416b06c7668153b44073a0e165afbfc9e526d53b174e5f97a707ca6c',
  },
  inputs: {
    Cemment: 'numeric',
    Slag: 'numeric',
    Fly_ash: 'numeric',
    Water: 'numeric',
    SP: 'numeric',
    Coarse_Aggr: 'numeric',
    Fine_Aggr: 'numeric',
  },
  targets: {
    slump: { column: 'SLUMP_cm', meaning: 'how far it sinks, in centimetres' },
    flow: { column: 'FLOW_cm', meaning: 'how far it spreads, in centimetres' },
    strength: { column: 'Compressive_Strength_Mpa', meaning: 'its strength after 28 days, in megapascals' },
  },
});
