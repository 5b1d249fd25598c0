// Pictures of the images of a data set, and of their masks.
import { encodePng } from './png.mjs';

const [columns, rows, gap, tileWidth] = [8, 2, 2, 84];

/** What an image input does to its pixels, where a data set has one. */
function imageInputOf({ preprocessing }) {
  const inputs = Object.entries(preprocessing?.inputs ?? {});
  const [name, found] = inputs.find(([, { config }]) => config.name === 'imageInput') ?? [];
  return found && { name, ...found.config.options };
}

/** The images of a split from 0 to 255 again, as they were before they were standardised. */
function imagesOf(split, { name, height, width, mean, deviation }) {
  const channels = mean.length;
  const size = height * width * channels;
  return (index) => {
    const values = split.inputs[name].subarray(index * size, (index + 1) * size);
    return (x, y) =>
      mean.map((own, channel) => 255 * (values[(y * width + x) * channels + channel] * deviation[channel] + own));
  };
}

/** The masks of a task of segmentation as shades of grey: black for the first class, white for the last. */
function masksOf(split, { name, kind }, { height, width, mean }) {
  const { values, mask } = split.labels[name];
  return (index) => (x, y) => {
    const label = mask?.[index] === 0 ? 0 : values[(index * height + y) * width + x];
    return mean.map(() => (255 * Math.max(0, label)) / (kind.target.count - 1));
  };
}

/**
 * The first training images of a data set as a PNG file, and below them the masks of its tasks of segmentation; undefined where it
 * has no images.
 */
export function contactSheet(dataset) {
  const input = imageInputOf(dataset);
  if (!input) return undefined;
  const { train } = dataset.splits;
  const masks = dataset.tasks.filter(({ kind }) => kind.name === 'segmentation');
  const blocks = [imagesOf(train, input), ...masks.map((task) => masksOf(train, task, input))];
  const scale = Math.max(1, Math.round(tileWidth / input.width));
  const [tileX, tileY] = [input.width * scale + gap, input.height * scale + gap];
  const channels = input.mean.length;
  const [width, height] = [columns * tileX - gap, blocks.length * rows * tileY - gap];
  const pixels = new Uint8ClampedArray(width * height * channels).fill(255); // Rounds, and cuts at 0 and 255.
  for (const [block, tileOf] of blocks.entries()) {
    for (let index = 0; index < Math.min(columns * rows, train.size); index += 1) {
      const at = tileOf(index);
      const [left, top] = [(index % columns) * tileX, (block * rows + Math.floor(index / columns)) * tileY];
      for (let y = 0; y < input.height * scale; y += 1) {
        for (let x = 0; x < input.width * scale; x += 1) {
          const colour = at(Math.floor(x / scale), Math.floor(y / scale));
          pixels.set(colour, ((top + y) * width + left + x) * channels);
        }
      }
    }
  }
  return encodePng({ width, height, channels, pixels });
}
