// Every architecture, a line each: registry and exports of the package come from here.
export { adatt, adattCard, type AdattOptions, adattOptions } from './adatt.ts';
export { aitm, aitmCard, type AitmOptions, aitmOptions } from './aitm.ts';
export { branched, branchedCard, type BranchedOptions, branchedOptions } from './branched.ts';
export {
  classifierChain,
  classifierChainCard,
  type ClassifierChainOptions,
  classifierChainOptions,
} from './classifier-chain.ts';
export { crossStitch, crossStitchCard, type CrossStitchOptions, crossStitchOptions } from './cross-stitch.ts';
export { dselectK, dselectKCard, type DselectKOptions, dselectKOptions } from './dselect-k.ts';
export { esmm, esmmCard, type EsmmOptions, esmmOptions } from './esmm.ts';
export { hardSharing, hardSharingCard, hardSharingOptions } from './hard-sharing.ts';
export {
  learningToBranch,
  learningToBranchCard,
  type LearningToBranchOptions,
  learningToBranchOptions,
} from './learning-to-branch.ts';
export { lowRank, lowRankCard, type LowRankOptions, lowRankOptions } from './low-rank.ts';
export { mmoe, mmoeCard, type MmoeOptions, mmoeOptions } from './mmoe.ts';
export { mtan, mtanCard, type MtanOptions, mtanOptions } from './mtan.ts';
export { nddr, nddrCard, type NddrOptions, nddrOptions } from './nddr.ts';
export { ple, pleCard, type PleOptions, pleOptions } from './ple.ts';
export { separate, separateCard, separateOptions } from './separate.ts';
export { sharedHead, sharedHeadCard, type SharedHeadOptions, sharedHeadOptions } from './shared-head.ts';
export { sluice, sluiceCard, type SluiceOptions, sluiceOptions } from './sluice.ts';
export { stem, stemCard, type StemOptions, stemOptions } from './stem.ts';
