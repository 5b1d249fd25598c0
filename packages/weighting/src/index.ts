export type { BaseLoss } from './base-loss.ts';
export type { OptionCard, StrategyCard } from './card.ts';
export type { CrossStats } from './cross-gramian.ts';
export type { GramianRuleState } from './gramian-rule.ts';
export type { InnerName, InnerStrategy } from './inner-strategy.ts';
export type { Logit } from './math/logit.ts';
export type { NoOptions } from './options.ts';
export type { PairOrderOptions, PairOrderState } from './pair-order.ts';
export { parseStrategy, splitStrategies } from './parse.ts';
export type { PeriodicState } from './pipeline/periodic.ts';
export { pipeline, type PipelineOptions } from './pipeline/pipeline.ts';
export type { SmoothedState } from './pipeline/smoothed.ts';
export type { Transform } from './pipeline/transformed.ts';
export type { PreferenceOptions } from './preference.ts';
export type { SharesState } from './shares.ts';
export { adatask, type AdataskOptions } from './strategies/adatask.ts';
export { alignedMtl, type AlignedMtlOptions } from './strategies/aligned-mtl.ts';
export {
  autoLambda,
  type AutoLambdaOptions,
  type AutoLambdaState,
  type AutoLambdaTask,
} from './strategies/auto-lambda.ts';
export { cagrad, type CagradOptions } from './strategies/cagrad.ts';
export { cdtt, type CdttOptions, type CdttState, type CdttTask } from './strategies/cdtt.ts';
export { config } from './strategies/config.ts';
export { cosmos, type CosmosOptions, type CosmosState } from './strategies/cosmos.ts';
export {
  covWeighting,
  type CovWeightingOptions,
  type CovWeightingState,
  type CovWeightingTask,
} from './strategies/cov-weighting.ts';
export { crMogm, type CrMogmOptions, type CrMogmState } from './strategies/cr-mogm.ts';
export { dbMtl, type DbMtlOptions } from './strategies/db-mtl.ts';
export { dualproj } from './strategies/dualproj.ts';
export { dwa, type DwaOptions, type DwaState } from './strategies/dwa.ts';
export { edm } from './strategies/edm.ts';
export { equal, type EqualState } from './strategies/equal.ts';
export { excessMtl, type ExcessMtlOptions, type ExcessMtlState, type ExcessMtlTask } from './strategies/excess-mtl.ts';
export { fairgrad, type FairgradOptions } from './strategies/fairgrad.ts';
export { famo, type FamoOptions, type FamoState, type FamoTask } from './strategies/famo.ts';
export { fixed, type FixedOptions, type FixedState } from './strategies/fixed.ts';
export { forum, type ForumOptions, type ForumState, type ForumTask } from './strategies/forum.ts';
export { geometricMean, type GeometricMeanState } from './strategies/geometric-mean.ts';
export { go4align, type Go4alignOptions, type Go4alignState } from './strategies/go4align.ts';
export { graddrop, type GraddropOptions } from './strategies/graddrop.ts';
export { gradnorm, type GradnormOptions, type GradnormState, type GradnormTask } from './strategies/gradnorm.ts';
export { gradvac, type GradvacOptions, type GradvacState } from './strategies/gradvac.ts';
export { groupDro, type GroupDroOptions, type GroupDroState } from './strategies/group-dro.ts';
export { igb, type IgbOptions, type IgbState } from './strategies/igb.ts';
export { imtlG } from './strategies/imtl-g.ts';
export { imtlL, type ImtlLOptions, type ImtlLState } from './strategies/imtl-l.ts';
export { krum, type KrumOptions } from './strategies/krum.ts';
export { lbtw, type LbtwOptions, type LbtwState } from './strategies/lbtw.ts';
export { ldc, type LdcOptions, type LdcState, type LdcTask } from './strategies/ldc.ts';
export { mConfig, type MConfigOptions, type MConfigState } from './strategies/m-config.ts';
export { metabalance, type MetabalanceOptions, type MetabalanceState } from './strategies/metabalance.ts';
export { mgda, type MgdaOptions } from './strategies/mgda.ts';
export { moco, type MocoOptions, type MocoState } from './strategies/moco.ts';
export { modo, type ModoOptions } from './strategies/modo.ts';
export { moml, type MomlOptions, type MomlState } from './strategies/moml.ts';
export { nashMtl } from './strategies/nash-mtl.ts';
export { pbi, type PbiOptions, type PbiState } from './strategies/pbi.ts';
export { pcgrad, type PcgradOptions, type PcgradState } from './strategies/pcgrad.ts';
export { psmgd, type PsmgdOptions, type PsmgdState } from './strategies/psmgd.ts';
export { cards, strategies, type StrategyName } from './strategies/registry.ts';
export { rlw, type RlwOptions, type RlwState } from './strategies/rlw.ts';
export { scaleInvariant, type ScaleInvariantState } from './strategies/scale-invariant.ts';
export { sdmgrad, type SdmgradOptions } from './strategies/sdmgrad.ts';
export { stch, type StchOptions, type StchState } from './strategies/stch.ts';
export { tchebycheff, type TchebycheffOptions, type TchebycheffState } from './strategies/tchebycheff.ts';
export { trimmedMean, type TrimmedMeanOptions } from './strategies/trimmed-mean.ts';
export { uncertainty, type UncertaintyOptions, type UncertaintyState } from './strategies/uncertainty.ts';
export { uncertaintySo, type UncertaintySoOptions, type UncertaintySoState } from './strategies/uncertainty-so.ts';
export { upgrad } from './strategies/upgrad.ts';
