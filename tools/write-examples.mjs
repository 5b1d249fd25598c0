// Copies examples/NAME.ts into every Markdown block that is marked `<!-- example:NAME -->` … `<!-- /example -->`; with --check fails when
// one differs. A name may lead into a folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, markdownFiles, root } from './markdown.mjs';

for (const file of markdownFiles()) {
  for (const [marker, name] of readFileSync(file, 'utf8').matchAll(/<!-- example:([\w/-]+) -->/g)) {
    const code = readFileSync(join(root, 'examples', `${name}.ts`), 'utf8').trim();
    fillBlock(file, marker, '<!-- /example -->', `\`\`\`ts\n${code}\n\`\`\``);
  }
}
