import {
  didYouMean,
  EquipoiseError,
  InvalidOptionError,
  jsonLines,
  mlflow,
  oneLine,
  tensorBoard,
  type Tracker,
} from '@equipoise/core';

/** What makes a tracker of the text after its name; `say` hears of what does not end a training. */
type MakeTracker = (place: string, say: (sentence: string) => void) => Tracker;

/** The trackers that a command line knows, by name. */
const trackers: Readonly<Record<string, { readonly place: string; readonly create: MakeTracker }>> = {
  tensorboard: { place: 'DIR', create: (folder) => tensorBoard(folder) },
  mlflow: { place: 'URI', create: (uri, onWarning) => mlflow({ uri: uri === '' ? undefined : uri, onWarning }) },
  jsonl: { place: 'FILE', create: (file) => jsonLines(file) },
};

const trackerForms = Object.entries(trackers)
  .map(([name, { place }]) => `${name}:${place}`)
  .join(' or ');

/**
 * Makes the trackers that a command line asks for.
 *
 * @param texts - What was written, such as `jsonl:runs.jsonl`; `mlflow` alone takes the address of the environment.
 * @param say - Hears of what does not end a training, in a sentence each.
 * @throws {@link EquipoiseError} when there is no such tracker, {@link InvalidOptionError} when it is not told where to keep runs.
 */
export function trackersOf(texts: readonly string[], say: (sentence: string) => void): readonly Tracker[] {
  const made = texts.map((text) => {
    const [name = ''] = text.split(':', 1);
    const place = text.slice(name.length + 1);
    const known = Object.hasOwn(trackers, name) ? trackers[name] : undefined;
    if (!known) {
      const guess = didYouMean(name, Object.keys(trackers));
      throw new EquipoiseError(
        `--track: there is no tracker ${oneLine(name)}${guess || `, there is ${trackerForms}`}.`,
      );
    }
    if (place === '' && name !== 'mlflow') throw new InvalidOptionError('track', name, `${name}:${known.place}`, text);
    return known.create(place, say);
  });
  const twice = made.find(({ name }, index) => made.findIndex((other) => other.name === name) !== index);
  if (twice) throw new InvalidOptionError('track', twice.name, 'given once', texts);
  return made;
}
