export type { BaseLoss } from './base-loss.ts';
export type { StrategyCard } from './card.ts';
export { conditionNumber } from './condition-number.ts';
export type { CrossStats } from './cross-gramian.ts';
export type { Floor } from './floor.ts';
export type { GramianRuleState } from './gramian-rule.ts';
export type { InnerName, InnerStrategy } from './inner-strategy.ts';
export type { Logit } from './math/logit.ts';
export type { NoOptions } from './options.ts';
export type { PairOrderState } from './pair-order.ts';
export { isStrategyName, parseStrategy, splitStrategies } from './parse.ts';
export type { PeriodicState } from './pipeline/periodic.ts';
export { pipeline, pipelineOptions, type PipelineOptions } from './pipeline/pipeline.ts';
export type { SmoothedState } from './pipeline/smoothed.ts';
export { type Transform, transforms } from './pipeline/transformed.ts';
export type { PreferenceOptions } from './preference.ts';
export type { SharesState } from './shares.ts';
export { strategyFromConfig } from './strategy-from-config.ts';
export { adatask, adataskOptions, type AdataskOptions } from './strategies/adatask.ts';
export { alignedMtl, alignedMtlOptions, type AlignedMtlOptions } from './strategies/aligned-mtl.ts';
export {
  autoLambda,
  autoLambdaOptions,
  type AutoLambdaOptions,
  type AutoLambdaState,
  type AutoLambdaTask,
} from './strategies/auto-lambda.ts';
export { bloop, bloopOptions, type BloopOptions } from './strategies/bloop.ts';
export { cagrad, cagradOptions, type CagradOptions } from './strategies/cagrad.ts';
export { cdtt, cdttOptions, type CdttOptions, type CdttState, type CdttTask } from './strategies/cdtt.ts';
export { config, configOptions, type ConfigOptions } from './strategies/config.ts';
export { cosmos, cosmosOptions, type CosmosOptions, type CosmosState } from './strategies/cosmos.ts';
export {
  covWeighting,
  covWeightingOptions,
  type CovWeightingOptions,
  type CovWeightingState,
  type CovWeightingTask,
} from './strategies/cov-weighting.ts';
export { crMogm, crMogmOptions, type CrMogmOptions, type CrMogmState } from './strategies/cr-mogm.ts';
export { dbMtl, dbMtlOptions, type DbMtlOptions } from './strategies/db-mtl.ts';
export {
  dualAscent,
  dualAscentOptions,
  type DualAscentOptions,
  type DualAscentState,
} from './strategies/dual-ascent.ts';
export { dualproj, dualprojOptions, type DualprojOptions } from './strategies/dualproj.ts';
export { dwa, dwaOptions, type DwaOptions, type DwaState } from './strategies/dwa.ts';
export { edm, edmOptions, type EdmOptions } from './strategies/edm.ts';
export { encodec, encodecOptions, type EncodecOptions, type EncodecState } from './strategies/encodec.ts';
export { equal, type EqualState } from './strategies/equal.ts';
export {
  excessMtl,
  excessMtlOptions,
  type ExcessMtlOptions,
  type ExcessMtlState,
  type ExcessMtlTask,
} from './strategies/excess-mtl.ts';
export { fairgrad, fairgradOptions, type FairgradOptions } from './strategies/fairgrad.ts';
export { famo, famoOptions, type FamoOptions, type FamoState, type FamoTask } from './strategies/famo.ts';
export { fixed, fixedOptions, type FixedOptions, type FixedState } from './strategies/fixed.ts';
export { forum, forumOptions, type ForumOptions, type ForumState, type ForumTask } from './strategies/forum.ts';
export { geometricMean, type GeometricMeanState } from './strategies/geometric-mean.ts';
export { go4align, go4alignOptions, type Go4alignOptions, type Go4alignState } from './strategies/go4align.ts';
export { graddrop, graddropOptions, type GraddropOptions } from './strategies/graddrop.ts';
export {
  gradnorm,
  gradnormOptions,
  type GradnormOptions,
  type GradnormState,
  type GradnormTask,
} from './strategies/gradnorm.ts';
export { gradvac, gradvacOptions, type GradvacOptions, type GradvacState } from './strategies/gradvac.ts';
export { groupDro, groupDroOptions, type GroupDroOptions, type GroupDroState } from './strategies/group-dro.ts';
export { igb, igbOptions, type IgbOptions, type IgbState } from './strategies/igb.ts';
export { imtlG } from './strategies/imtl-g.ts';
export { imtlL, imtlLOptions, type ImtlLOptions, type ImtlLState } from './strategies/imtl-l.ts';
export { krum, krumOptions, type KrumOptions } from './strategies/krum.ts';
export { lbtw, lbtwOptions, type LbtwOptions, type LbtwState } from './strategies/lbtw.ts';
export { ldc, ldcOptions, type LdcOptions, type LdcState, type LdcTask } from './strategies/ldc.ts';
export { mConfig, mConfigOptions, type MConfigOptions, type MConfigState } from './strategies/m-config.ts';
export {
  metabalance,
  metabalanceOptions,
  type MetabalanceOptions,
  type MetabalanceState,
} from './strategies/metabalance.ts';
export { mgda, mgdaOptions, type MgdaOptions } from './strategies/mgda.ts';
export { moco, mocoOptions, type MocoOptions, type MocoState } from './strategies/moco.ts';
export { modo, modoOptions, type ModoOptions } from './strategies/modo.ts';
export { moml, momlOptions, type MomlOptions, type MomlState } from './strategies/moml.ts';
export { nashMtl, nashMtlOptions, type NashMtlOptions } from './strategies/nash-mtl.ts';
export { ntkmtl, ntkmtlOptions, type NtkmtlOptions } from './strategies/ntkmtl.ts';
export { pbi, pbiOptions, type PbiOptions, type PbiState } from './strategies/pbi.ts';
export { pcgrad, pcgradOptions, type PcgradOptions, type PcgradState } from './strategies/pcgrad.ts';
export { psmgd, psmgdOptions, type PsmgdOptions, type PsmgdState } from './strategies/psmgd.ts';
export { cards, strategies, type StrategyName } from './strategies/registry.ts';
export {
  relobralo,
  relobraloOptions,
  type RelobraloOptions,
  type RelobraloState,
  type RelobraloTask,
} from './strategies/relobralo.ts';
export { rlw, rlwOptions, type RlwOptions, type RlwState } from './strategies/rlw.ts';
export { samo, samoOptions, type SamoOptions, type SamoState } from './strategies/samo.ts';
export { scaleInvariant, type ScaleInvariantState } from './strategies/scale-invariant.ts';
export { sdmgrad, sdmgradOptions, type SdmgradOptions, type SdmgradState } from './strategies/sdmgrad.ts';
export { softadapt, softadaptOptions, type SoftadaptOptions, type SoftadaptState } from './strategies/softadapt.ts';
export { stch, stchOptions, type StchOptions, type StchState } from './strategies/stch.ts';
export {
  tchebycheff,
  tchebycheffOptions,
  type TchebycheffOptions,
  type TchebycheffState,
} from './strategies/tchebycheff.ts';
export { trimmedMean, trimmedMeanOptions, type TrimmedMeanOptions } from './strategies/trimmed-mean.ts';
export {
  uncertainty,
  uncertaintyOptions,
  type UncertaintyOptions,
  type UncertaintyState,
} from './strategies/uncertainty.ts';
export {
  uncertaintySo,
  uncertaintySoOptions,
  type UncertaintySoOptions,
  type UncertaintySoState,
} from './strategies/uncertainty-so.ts';
export { upgrad, upgradOptions, type UpgradOptions } from './strategies/upgrad.ts';
