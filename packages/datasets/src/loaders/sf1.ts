import { solarFlares } from '../readers/solar-flares.ts';

/** Solar flares of 1969: three counts of each active region. */
export const sf1 = solarFlares({
  name: 'sf1',
  years: '1969',
  examples: 323,
  file: {
    name: 'sf1.arff',
    commit: '122fce8fbefdb292ba3acbb03867a7fc8f1dcaa9',
    bytes: 12_732,
    sha256: '8f78e64aca64f7c0c7ba4d9b2f114feb2a6f72e6116e87d7dab94e7cab426d93',
  },
});
