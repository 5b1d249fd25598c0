import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import type { WeightRef } from '../layers/layer.ts';
import { show } from '../show.ts';

/** What is different for some parameters. Where several groups match one, the last counts. */
export interface ParameterGroup {
  /** Which parameters: all whose path is this, or lies in it. `encoder`, `heads/income`, `encoder/dense-0/kernel`. */
  readonly path: string;
  /**
   * What the learning rate is multiplied by, at least 0.
   *
   * @defaultValue 1
   */
  readonly rateFactor?: number;
  /**
   * The weight decay, in place of the optimizer's; applies to biases too when given.
   *
   * @defaultValue that of the optimizer
   */
  readonly weightDecay?: number;
  /**
   * Whether the parameters stay as they are.
   *
   * @defaultValue false
   */
  readonly frozen?: boolean;
}

/** What differs between parameters: a number for each, or nothing where it is the same for all. */
export interface ParameterVectors {
  /** What the learning rate is multiplied by. */
  readonly rates?: Float32Array;
  /** The weight decay. */
  readonly decay?: Float32Array;
  /** 1 for parameters that are trained, 0 for frozen ones. */
  readonly trained?: Float32Array;
}

/**
 * The numbers of each parameter that groups, and the optimizer's weight decay, say.
 *
 * @param parameters - All parameters.
 * @param groups - What is different for some.
 * @param weightDecay - The optimizer's.
 * @throws {@link InvalidOptionError} for a number out of range, or a path that no parameter has.
 */
export function parameterVectors(
  parameters: readonly WeightRef[],
  groups: readonly ParameterGroup[],
  weightDecay: number,
): ParameterVectors {
  groups.forEach((group, index) => {
    checkGroup(group, index, parameters);
  });
  const of = (
    valueOf: (ref: WeightRef, mine: readonly ParameterGroup[]) => number,
    usual: number,
  ): Float32Array | undefined => {
    const values = parameters.map((ref) =>
      valueOf(
        ref,
        groups.filter(({ path }) => isIn(ref.path, path)),
      ),
    );
    if (values.every((value) => value === usual)) return undefined;
    const vector = new Float32Array(parameters.reduce((total, { size }) => total + size, 0));
    parameters.forEach(({ offset, size }, index) => vector.fill(values[index] ?? usual, offset, offset + size));
    return vector;
  };
  const last = <Name extends 'rateFactor' | 'weightDecay' | 'frozen'>(
    mine: readonly ParameterGroup[],
    name: Name,
  ): ParameterGroup[Name] | undefined => mine.findLast((group) => group[name] !== undefined)?.[name];
  const rates = of((_, mine) => last(mine, 'rateFactor') ?? 1, 1);
  const decay = of((ref, mine) => last(mine, 'weightDecay') ?? (ref.decay ? weightDecay : 0), 0);
  const trained = of((_, mine) => (last(mine, 'frozen') === true ? 0 : 1), 1);
  return { ...(rates && { rates }), ...(decay && { decay }), ...(trained && { trained }) };
}

function checkGroup(group: ParameterGroup, index: number, parameters: readonly WeightRef[]): void {
  const owner = `groups[${index}]`;
  checkKnownOptions<ParameterGroup>(owner, group, { path: true, rateFactor: true, weightDecay: true, frozen: true });
  const { path, rateFactor = 1, weightDecay = 0, frozen = false } = group;
  if (!parameters.some((ref) => isIn(ref.path, path))) {
    const tops = [...new Set(parameters.map((ref) => ref.path.split('/').slice(0, 2).join('/')))].join(', ');
    throw new InvalidOptionError(owner, 'path', `the path of a parameter (${tops} …)`, path);
  }
  for (const [name, value] of Object.entries({ rateFactor, weightDecay })) {
    if (!(value >= 0 && Number.isFinite(value)))
      throw new InvalidOptionError(owner, name, 'a number of at least 0', value);
  }
  if (typeof (frozen as unknown) !== 'boolean')
    throw new InvalidOptionError(owner, 'frozen', 'true or false', show(frozen));
}

function isIn(path: string, group: string): boolean {
  return path === group || path.startsWith(`${group}/`);
}
