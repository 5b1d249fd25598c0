const ofLibraries =
  /@tensorflow[\\/]|tf-(core|layers)\.|node:internal|packages[\\/]compiler[\\/](src|dist)|@equipoise[\\/]compiler/;

/** Deeper than TensorFlow.js' own calls before it reads a tensor. */
const deepest = 100;

/** The place of the user's code, beginning with ` at`: the first frame of the stack that is neither ours nor TensorFlow.js'. */
export function callSite(): string {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = deepest;
  const lines = new Error().stack?.split('\n').slice(1) ?? [];
  Error.stackTraceLimit = usual;
  const line = lines.find((text) => /:\d+:\d+\)?$/.test(text) && !ofLibraries.test(text));
  const place = line && /\(?([^()\s]+:\d+:\d+)\)?$/.exec(line.trim())?.[1];
  return place ? ` at ${place}` : '';
}
