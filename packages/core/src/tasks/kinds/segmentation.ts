import { dense } from '../../layers/dense.ts';
import { softmaxCrossEntropy } from '../../losses/softmax-cross-entropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { meanIou } from '../../metrics/mean-iou.ts';
import { integer } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import type { TaskKind } from '../task-kind.ts';
import { classScoring } from './class-scoring.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';
import { namesOf, namesOption } from './names.ts';
import { checkPositions, decidedAt, perPosition } from './per-position.ts';

/** Options of {@link segmentation}. */
export const segmentationOptions = optionsSchema('segmentation', {
  classes: namesOption(2, { meaning: 'the names of the classes, or their number', required: true }),
  height: integer({ required: true, min: 1, meaning: 'rows of pixels' }),
  width: integer({ required: true, min: 1, meaning: 'pixels in a row' }),
  ...partsOptions('softmaxCrossEntropy()', '[meanIou(), accuracy()]'),
});

/** Options of {@link segmentation}: classes, height and width must be given. */
export type SegmentationOptions = OptionsOf<typeof segmentationOptions> &
  Required<Pick<OptionsOf<typeof segmentationOptions>, 'classes' | 'height' | 'width'>>;

/** A predicted mask. */
export interface MaskPrediction {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** The most probable class of each pixel by its place in {@link MaskPrediction.classes}, row by row. */
  readonly mask: Int32Array;
  /** The names of the classes. */
  readonly classes: readonly string[];
}

/**
 * Semantic segmentation: a task that predicts a class for each pixel of an image. It needs features for each pixel (height × width × features), as the
 * encoder `skipCnn` gives them, over which its head is a dense layer (a 1 × 1 convolution) that gives a logit for each class. Labels are the index of each pixel's class,
 * row by row, from 0, or −1 where it has none: those count neither in the loss nor in metrics. The loss is one of classes, averaged over the pixels
 * of a batch. Accuracy is the share of pixels.
 *
 * @example
 * segmentation({ classes: ['ground', 'road', 'car'], height: 64, width: 96 });
 *
 * @param options - The names or the number of the classes, the size of the mask, the loss and the metrics.
 * @throws {@link InvalidOptionError} when an option is out of range, or when loss or metrics do not fit.
 * @see J. Long, E. Shelhamer, T. Darrell. Fully Convolutional Networks for Semantic Segmentation. CVPR 2015. https://arxiv.org/abs/1411.4038
 */
export function segmentation(options: SegmentationOptions): TaskKind<MaskPrediction> {
  const name = segmentationOptions.owner;
  const {
    classes,
    height,
    width,
    loss = softmaxCrossEntropy(),
    metrics = [meanIou(), accuracy()],
  } = segmentationOptions.read(options);
  const names = namesOf(classes);
  return checkedKind({
    name,
    config: kindConfig(name, { classes, height, width }, loss, metrics),
    outputs: { shape: [height, width, names.length], dtype: 'float32' },
    labels: { shape: [height, width], dtype: 'int32' },
    names,
    target: { form: 'classes', count: names.length },
    head: dense({ units: names.length }),
    loss: perPosition(name, loss),
    metrics,
    checkLabel: checkPositions(names.length),
    decode: (outputs) => ({ height, width, mask: decidedAt(outputs, names.length), classes: names }),
    ...classScoring(names.length),
  });
}
