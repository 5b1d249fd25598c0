// Every architecture, a line each: registry and exports of the package come from here.
export { branched, type BranchedOptions, branchedOptions } from './branched.ts';
export { crossStitch, type CrossStitchOptions, crossStitchOptions } from './cross-stitch.ts';
export { adatt, type AdattOptions, adattOptions } from './adatt.ts';
export { aitm, type AitmOptions, aitmOptions } from './aitm.ts';
export { dselectK, type DselectKOptions, dselectKOptions } from './dselect-k.ts';
export { esmm, type EsmmOptions, esmmOptions } from './esmm.ts';
export { hardSharing, hardSharingOptions } from './hard-sharing.ts';
export { learningToBranch, type LearningToBranchOptions, learningToBranchOptions } from './learning-to-branch.ts';
export { lowRank, type LowRankOptions, lowRankOptions } from './low-rank.ts';
export { mmoe, type MmoeOptions, mmoeOptions } from './mmoe.ts';
export { mtan, type MtanOptions, mtanOptions } from './mtan.ts';
export { nddr, type NddrOptions, nddrOptions } from './nddr.ts';
export { ple, type PleOptions, pleOptions } from './ple.ts';
export { sluice, type SluiceOptions, sluiceOptions } from './sluice.ts';
export { separate, separateOptions } from './separate.ts';
export { stem, type StemOptions, stemOptions } from './stem.ts';
