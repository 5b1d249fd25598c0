// Prints a command of the README, so that what is run is what is written there:
// `node tools/readme-command.mjs compare|test set-up|main`, the part before or after its `&&`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [name, part] = process.argv.slice(2);
const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
const command = new RegExp(`<!-- command:${name} -->\\s+\`\`\`sh\\n(.+) && (.+)\\n\`\`\``).exec(readme);
if (!command) throw new Error(`README.md: no line "A && B" after <!-- command:${name} -->.`);
console.log(part === 'set-up' ? command[1] : command[2]);
