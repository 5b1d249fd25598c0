import type { Screen } from '../../src/terminal/screen.ts';

/** A screen of 100 characters without colours. */
export const plainScreen: Screen = { width: 100, paint: (_, text) => text };
