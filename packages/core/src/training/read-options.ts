import { hardSharing } from '../architectures/hard-sharing.ts';
import { isBalancer } from '../balancer.ts';
import { checkSplitNames } from '../data/check-dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { mlpHead } from '../heads/mlp-head.ts';
import { isRecord } from '../is-record.ts';
import { checkKnownOptions } from '../known-options.ts';
import { isWeightsByPath } from '../model/weights-by-path.ts';
import { relativeLoss } from '../monitors/relative-loss.ts';
import { adam } from '../optimizers/adam.ts';
import { choice, integer, number } from '../options/option.ts';
import { optionsSchema } from '../options/options-schema.ts';
import { constant } from '../schedules/constant.ts';
import { readSampling } from './sampling.ts';
import { checkCheckpoint } from './checkpoint.ts';
import { checkDiagnostics } from './diagnostics.ts';
import type { FitOptions } from './fit-options.ts';

/** The options of `fit` that are numbers and words. */
const settings = optionsSchema('fit', {
  epochs: integer({ min: 1, otherwise: 'must be given', meaning: 'how often the training examples are gone through' }),
  learningRate: number({ default: 0.001, above: 0, scale: 'log', search: [1e-4, 1e-1], meaning: 'the learning rate' }),
  batchSize: integer({ min: 1, scale: 'log', search: [16, 512], otherwise: '128', meaning: 'the examples in a step' }),
  sourcesPerBatch: choice(['one', 'several'], {
    otherwise: 'several, where there are several',
    meaning: 'whether a batch is of one source or of several',
  }),
  seed: integer({ default: 0, meaning: 'where every random number comes from' }),
  headPolicy: choice(['weighted', 'unweighted'], {
    otherwise: 'that of the strategy',
    meaning: 'how heads are trained',
  }),
  gradientScope: choice(['shared', 'last-layer', 'representation'], {
    default: 'shared',
    meaning: 'what the Gramian is over',
  }),
  objectives: choice(['tasks', 'examples'], {
    default: 'tasks',
    meaning: 'what the strategy weighs',
  }),
  keep: choice(['best', 'last', 'average'], { default: 'best', meaning: 'whose weights the model is left with' }),
  diagnoseEvery: integer({ default: 0, min: 0, meaning: 'the steps between two looks at the Gramian; 0 for none' }),
  onNonFinite: choice(['stop', 'skip'], { default: 'stop', meaning: 'what happens when a number is not finite' }),
  engine: choice(['auto', 'native', 'wasm', 'eager'], { default: 'auto', meaning: 'what runs the steps' }),
  threads: integer({ default: 1, min: 1, meaning: 'the threads that a step may use' }),
});

/** Options that are parts: what each must be, and whether a value is one. */
const parts: Readonly<Record<string, readonly [expected: string, holds: (value: unknown) => boolean]>> = {
  dataset: ['a data set, as fromTable(…) makes it', (value) => isRecord(value) && Array.isArray(value.tasks)],
  balancer: ['a strategy, as strategies.equal() makes it', isBalancer],
  architecture: ['an architecture, as hardSharing() makes it', isArchitecture],
  encoder: ['an encoder, as mlp() makes it, or one for each input', isEncoder],
  head: ['a head, as mlpHead() makes it', (value) => has(value, 'layer')],
  optimizer: ['an optimizer, as adam() makes it', (value) => has(value, 'update')],
  sampler: ['a sampler, as proportionalSampling() makes it', (value) => has(value, 'shares')],
  schedule: ['a schedule, as cosine() makes it', (value) => has(value, 'factor')],
  groups: ['a list of { path, … }', (value) => Array.isArray(value) && value.every(isRecord)],
  monitor: ['a monitor, as relativeLoss() makes it', (value) => has(value, 'create')],
  callbacks: ['a list of callbacks, each with a name and hooks that are functions', isCallbackList],
  diagnostics: ['an object such as { layers: 10 }', isRecord],
  start: ['weights by their paths, as weightsByPath(model) gives them, all finite', isWeightsByPath],
  resume: ['a checkpoint', isRecord],
  signal: ['an AbortSignal', (value) => value instanceof AbortSignal],
};

/** The options of `fit`, with their defaults filled in. */
export type CompleteFitOptions = FitOptions &
  Required<
    Omit<FitOptions, 'encoder' | 'headPolicy' | 'resume' | 'sampler' | 'signal' | 'sourcesPerBatch' | 'start'>
  > & {
    readonly headPolicy: 'weighted' | 'unweighted';
    /** The digest of the weights to start from. */
    readonly startDigest?: string;
  };

/**
 * Checks the options of `fit`, and fills in the defaults.
 *
 * @param options - The options, of whatever type: they may come from JavaScript.
 * @throws {@link UnknownOptionError} for an option that does not exist, {@link InvalidOptionError} for one that is something else or out
 *   of range, {@link DataError} when the data set lacks a split.
 */
export function readOptions(options: FitOptions): CompleteFitOptions {
  checkKnownOptions('fit', options, [...Object.keys(parts), ...Object.keys(settings.shape)]);
  const given = Object.entries(options as unknown as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  for (const [name, value] of [['dataset', undefined], ['balancer', undefined], ...given] as [string, unknown][]) {
    const [expected = '', holds] = Object.hasOwn(parts, name) ? (parts[name] ?? []) : [];
    const found = value ?? (options as unknown as Record<string, unknown>)[name];
    if (holds && !holds(found)) throw new InvalidOptionError('fit', name, expected, found);
  }
  checkSplitNames(options.dataset);
  const { size } = options.dataset.splits.train;
  const { sourcesPerBatch, ...numbers } = settings.read(
    Object.fromEntries(given.filter(([name]) => Object.hasOwn(settings.shape, name))),
  );
  const { epochs, batchSize = Math.min(128, size), headPolicy = options.balancer.headPolicy ?? 'weighted' } = numbers;
  if (epochs === undefined) throw new InvalidOptionError('fit', 'epochs', 'a whole number of at least 1', epochs);
  if (batchSize > size)
    throw new InvalidOptionError('fit', 'batchSize', `at most the ${size} training examples`, batchSize);
  if (options.balancer.gradientTransform && numbers.gradientScope !== 'shared') {
    throw new InvalidOptionError(
      'fit',
      'gradientScope',
      `'shared' with ${options.balancer.name}`,
      numbers.gradientScope,
    );
  }
  if (numbers.objectives === 'examples') checkExampleRule(options);
  checkEncoders(options);
  const sampling = readSampling(options, sourcesPerBatch);
  if (options.resume) checkCheckpoint(options.resume);
  if (options.diagnostics) checkDiagnostics(options.diagnostics);
  const { callbacks = [] } = options;
  const names = ['best-weights', ...callbacks.map(({ name }) => name)]; // `fit` has one of its own.
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new InvalidOptionError('fit', 'callbacks', 'callbacks of different names', twice);
  const { architecture = hardSharing(), head = mlpHead(), optimizer = adam(), schedule = constant() } = options;
  if (numbers.keep === 'average' && !Object.hasOwn(optimizer.slots, 'ema')) {
    throw new InvalidOptionError('fit', 'keep', "'best' or 'last' with an optimizer without ema(…)", numbers.keep);
  }
  const { groups = [], monitor = relativeLoss(), diagnostics = {} } = options;
  const filled = { architecture, head, optimizer, schedule, groups, monitor, callbacks, diagnostics };
  return { ...options, ...numbers, ...filled, ...sampling, epochs, batchSize, headPolicy };
}

/** What a strategy must be to weigh examples: each is there for one step. */
function checkExampleRule({ balancer, headPolicy, gradientScope = 'shared' }: FitOptions): void {
  const remembers = ['endEpoch', 'afterStep', 'afterValidation'].some((hook) => has(balancer, hook));
  if (balancer.needs !== 'gramian' || remembers) {
    const expected = "a rule on gradients that reads the Gramian alone, such as upgrad, with objectives: 'examples'";
    throw new InvalidOptionError('fit', 'balancer', expected, balancer.name);
  }
  for (const [name, value] of Object.entries({
    headPolicy,
    gradientScope: gradientScope === 'shared' ? undefined : gradientScope,
  })) {
    if (value !== undefined) throw new InvalidOptionError('fit', name, "left out with objectives: 'examples'", value);
  }
}

function has(value: unknown, method: string): boolean {
  return isRecord(value) && typeof value[method] === 'function';
}

function isEncoder(value: unknown): boolean {
  if (has(value, 'build')) return !isArchitecture(value);
  return isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every((each) => has(each, 'build'));
}

function isArchitecture(value: unknown): boolean {
  return has(value, 'build') && isRecord(value) && isRecord(value.config) && value.config.kind === 'architecture';
}

/** An encoder for an input that is not there would be left out without a word. */
function checkEncoders({ encoder, dataset: { inputs } }: FitOptions): void {
  if (encoder === undefined || has(encoder, 'build')) return;
  const unknown = Object.keys(encoder).find((name) => !Object.hasOwn(inputs, name));
  if (unknown === undefined) return;
  throw new InvalidOptionError('fit', 'encoder', `encoders of inputs (${Object.keys(inputs).join(', ')})`, unknown);
}

const hooks = ['onTrainBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd', 'release', 'state', 'load'];

function isCallbackList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isCallback);
}

function isCallback(value: unknown): boolean {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  if (Object.keys(value).some((key) => /^on[A-Z]/.test(key) && !hooks.includes(key))) return false; // A misspelt hook.
  return hooks.every((hook) => value[hook] === undefined || typeof value[hook] === 'function');
}
