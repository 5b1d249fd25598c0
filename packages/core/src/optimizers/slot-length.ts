import { sizeOf } from '../size-of.ts';
import type { WeightShapes, SlotSize } from './optimizer.ts';

/**
 * How many numbers a slot of an optimizer has.
 *
 * @param size - What the optimizer declares.
 * @param shapes - The shapes of the weights.
 */
export function slotLength(size: SlotSize, shapes: WeightShapes): number {
  if (size === 'scalar') return 1;
  if (size !== 'parameters') return size(shapes);
  return shapes.reduce((total, shape) => total + sizeOf({ shape }), 0);
}
