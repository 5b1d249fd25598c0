import { solarFlares } from '../readers/solar-flares.ts';

/** Solar flares of 1978: three counts of each active region. */
export const sf2 = solarFlares({
  name: 'sf2',
  years: '1978',
  examples: 1066,
  file: {
    name: 'sf2.arff',
    commit: '122fce8fbefdb292ba3acbb03867a7fc8f1dcaa9',
    bytes: 40_966,
    sha256: '2c1ac60f3e612b0e0bc9884ffe98a205ce07ca83f3f89c019220fde350396795',
  },
});
