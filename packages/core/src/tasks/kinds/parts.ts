// Every kind of task, a line each: registry and exports of the package come from here.
export { binary, type BinaryOptions, binaryOptions } from './binary.ts';
export { contrastive, type ContrastiveOptions, contrastiveOptions } from './contrastive.ts';
export { count, type CountOptions, countOptions } from './count.ts';
export {
  denseRegression,
  type DenseRegressionOptions,
  denseRegressionOptions,
  type PixelsPrediction,
} from './dense-regression.ts';
export { generation, type GenerationOptions, generationOptions } from './generation.ts';
export { type ClassPrediction, multiclass, type MulticlassOptions, multiclassOptions } from './multiclass.ts';
export { type LabelsPrediction, multilabel, type MultilabelOptions, multilabelOptions } from './multilabel.ts';
export { ordinal, type OrdinalOptions, ordinalOptions } from './ordinal.ts';
export { quantiles, type QuantilesOptions, quantilesOptions } from './quantiles.ts';
export { ranking, type RankingOptions, rankingOptions } from './ranking.ts';
export {
  reconstruction,
  reconstructionError,
  type ReconstructionOptions,
  reconstructionOptions,
} from './reconstruction.ts';
export { type NumberPrediction, regression, type RegressionOptions, regressionOptions } from './regression.ts';
export { type MaskPrediction, segmentation, type SegmentationOptions, segmentationOptions } from './segmentation.ts';
export { survival, type SurvivalOptions, survivalOptions } from './survival.ts';
export { tagging, type TaggingOptions, taggingOptions } from './tagging.ts';
