import { dense } from '../../layers/dense.ts';
import { meanAbsoluteError } from '../../losses/mean-absolute-error.ts';
import { mae } from '../../metrics/mae.ts';
import { mape } from '../../metrics/mape.ts';
import { choice, integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';
import { perPosition } from './per-position.ts';
import { pixelNumbers } from './pixel-numbers.ts';

/** Options of {@link denseRegression}. */
export const denseRegressionOptions = optionsSchema('dense-regression', {
  targets: namesOption(1, { meaning: 'the names of the numbers of a pixel, or how many it has', default: 1 }),
  height: integer({ required: true, min: 1, meaning: 'rows of pixels' }),
  width: integer({ required: true, min: 1, meaning: 'pixels in a row' }),
  missing: choice(['nan', 'zero'], {
    default: 'nan',
    meaning: 'what marks a pixel without a label: a NaN among its numbers, or also that all of them are 0',
  }),
  ...partsOptions('meanAbsoluteError()', '[mae(), mape()]'),
});

/** Options of {@link denseRegression}: height and width must be given. */
export type DenseRegressionOptions = OptionsOf<typeof denseRegressionOptions> &
  Required<Pick<OptionsOf<typeof denseRegressionOptions>, 'height' | 'width'>>;

/** Predicted numbers of all pixels. */
export interface PixelsPrediction {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** The names of the numbers of a pixel. */
  readonly targets: readonly string[];
  /** The numbers, row by row, those of a pixel one after the other. */
  readonly values: Float32Array;
}

/**
 * Dense regression: a task that predicts numbers for each pixel of an image, such as its depth or its surface normal. It needs features for each pixel
 * (height × width × features), as the encoder `skipCnn` gives them, over which its head is a dense layer (a 1 × 1 convolution). Labels are the numbers
 * of each pixel, row by row; pixels that have none count neither in the loss nor in metrics. The loss is one of numbers, averaged over the pixels of
 * a batch that have a label.
 *
 * `mae` and `mape` are the absolute and the relative error of depth, over the pixels of all images together. LibMTL and MTAN average these two over batches,
 * which gives other digits where images differ in how many pixels have a label.
 *
 * @example
 * denseRegression({ height: 288, width: 384, missing: 'zero' }); // depth, 0 where it could not be measured
 * denseRegression({ targets: ['x', 'y', 'z'], height: 288, width: 384, missing: 'zero', loss: cosineDistance(), metrics: [meanAngle()] });
 *
 * @param options - The numbers of a pixel, the size of the image, what marks a pixel without a label, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see D. Eigen, C. Puhrsch, R. Fergus. Depth Map Prediction from a Single Image using a Multi-Scale Deep Network. NeurIPS 2014.
 *   https://arxiv.org/abs/1406.2283; S. Liu, E. Johns, A. J. Davison. End-to-End Multi-Task Learning with Attention. CVPR 2019. https://arxiv.org/abs/1803.10704
 */
export function denseRegression(options: DenseRegressionOptions): TaskKind<PixelsPrediction> {
  const name = denseRegressionOptions.owner;
  const {
    targets,
    height,
    width,
    missing,
    loss = meanAbsoluteError(),
    metrics = [mae(), mape()],
  } = denseRegressionOptions.read(options);
  const names = namesOf(targets);
  const count = names.length;
  const units = count * (loss.outputsPerTarget ?? 1);
  const pixels = pixelNumbers(loss, count, missing === 'zero');
  return checkedKind({
    name,
    config: kindConfig(name, { targets, height, width, missing }, loss, metrics),
    outputs: { shape: [height, width, units], dtype: 'float32' },
    labels: { shape: [height, width, count], dtype: 'float32' },
    names,
    target: { form: 'numbers', count },
    head: dense({ units }),
    loss: perPosition(name, loss, pixels.label),
    metrics,
    checkLabel: pixels.checkLabel,
    decode: (outputs) => ({ height, width, targets: names, values: pixels.valuesOf(outputs) }),
    numbers: pixels.numbers,
  });
}
