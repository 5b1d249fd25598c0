import type { OptionsSchema } from '@equipoise/core';

import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * The options of a part, as a person reads them.
 *
 * @param options - Their declaration.
 * @param screen - Where they are printed.
 */
export function optionList({ described }: Pick<OptionsSchema, 'described'>, screen: Screen): string {
  const lines = described.map(({ name, meaning, range, defaultText }) => {
    const text = wrap(`${meaning}. Values: ${range}. Default: ${defaultText}.`, { width: screen.width, indent: 6 });
    return `  ${screen.paint('cyan', name)}\n${text}`;
  });
  return lines.join('\n');
}
