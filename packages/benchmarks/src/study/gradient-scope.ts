import type { TrialConfig } from '../trials/trial-config.ts';

/** What the Gramian is computed over in place of all shared parameters. */
const places = {
  'last-layer': 'the last shared layer',
  representation: 'the shared representation',
} as const;

/**
 * A description of the gradient scope: what task gradients are taken over.
 *
 * @param place - Where; over all shared parameters when left out.
 */
export function scopeInWords(place: TrialConfig['gradientScope']): string {
  return place === undefined ? 'the shared parameters' : places[place];
}

/**
 * A sentence that says that gradients are approximations; nothing where they are not.
 *
 * @param place - What they are taken over; all shared parameters when left out.
 */
export function approximationNote(place: TrialConfig['gradientScope']): string | undefined {
  if (place === undefined) return undefined;
  return (
    `Strategies that compare the tasks’ gradients were shown those over ${scopeInWords(place)} only: an approximation of those over all ` +
    'shared parameters.'
  );
}
