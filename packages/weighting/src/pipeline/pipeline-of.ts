import { type AnyBalancer, InvalidOptionError } from '@equipoise/core';

import { pipeline, type PipelineOptions } from './pipeline.ts';
import { type Transform, transforms } from './transformed.ts';

/**
 * Creates a pipeline from its parts as written on a command line.
 *
 * @param parts - A transform, one or two strategies (the second aggregates what the first weighs), and numbers such as `clip=1`.
 * @param parse - Makes a strategy of its text.
 * @throws {@link @equipoise/core!InvalidOptionError} when a part is none, comes twice, or is out of place.
 */
export function pipelineOf(parts: readonly string[], parse: (text: string) => AnyBalancer): AnyBalancer {
  const written = parts.join('+');
  const numbers: Partial<Record<'smoothing' | 'period' | 'clip', number>> = {};
  const strategies: AnyBalancer[] = [];
  let transform: Transform | undefined;
  for (const part of parts) {
    const [, name, value] = /^(smoothing|period|clip)\s*=\s*(\S+)$/.exec(part) ?? [];
    const known = transforms.find((candidate) => candidate === part);
    if (known !== undefined && transform === undefined && strategies.length === 0) transform = known;
    else if (name === 'smoothing' || name === 'period' || name === 'clip') {
      if (numbers[name] !== undefined) throw twice(written, name);
      numbers[name] = Number(value);
    } else if (known !== undefined) throw twice(written, known);
    else if (strategies.length < 2) strategies.push(parse(part));
    else throw new InvalidOptionError(written, 'parts', 'two strategies at the most', part);
  }
  return pipeline({ ...(transform && { transform }), ...inPlace(strategies), ...numbers });
}

/** A single strategy weighs losses or aggregates gradients, by the statistics that it needs; of two the first weighs. */
function inPlace([first, second]: readonly AnyBalancer[]): Pick<PipelineOptions, 'weighting' | 'aggregation'> {
  if (!first) return {};
  if (second) return { weighting: first, aggregation: second };
  return first.needs === 'gramian' && !first.afterStep ? { aggregation: first } : { weighting: first };
}

function twice(written: string, part: string): InvalidOptionError {
  return new InvalidOptionError(written, 'parts', 'written once each, a transform first', part);
}
