// A plugin of TypeDoc: gives the documents of the site their headings as names, and groups by their folders: their
// text is plain Markdown, which is read elsewhere too.
import { Converter } from 'typedoc';

const explanations = ['comparison', 'architecture', 'compiler', 'reproducibility', 'browser', 'edge-cases'];
const results = ['benchmarks', 'selftest', 'trajectories', 'installs', 'recommender', 'reproductions', 'reliability'];

/** The group of a document, given its path in `docs`. */
function groupOf(path) {
  const [folder, file] = path.includes('/') ? path.split('/', 2) : ['', path];
  const name = file.replace(/\.md$/, '');
  if (folder === 'guides') return 'Guides';
  if (folder === 'gallery') return 'Gallery';
  if (explanations.includes(name)) return 'Explanation';
  return results.includes(name) ? 'Results' : 'Reference';
}

export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const path = /\bdocs\/(.+\.md)$/.exec(document.project.files.getReflectionPath(document) ?? '')?.[1];
    if (!path) return;
    document.frontmatter.group ??= groupOf(path);
    const [first] = document.content;
    document.name = /^# (.+)$/m.exec(first?.text ?? '')?.[1] ?? document.name;
  });
}
