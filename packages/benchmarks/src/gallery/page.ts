import { fixed, signed } from '../terminal/numbers.ts';
import { fewLabelsText } from './few-labels.ts';
import type { GalleryResult } from './result-schema.ts';
import { servingText, simulationText } from './result-words.ts';

/** What belongs to the page of an entry and is not in its result. */
export interface PageParts {
  /** What to type at its console demo, where it has one. */
  readonly example?: string | undefined;
  /** The program of the entry and the way to it from the page, where there is one. */
  readonly program?: { readonly name: string; readonly link: string } | undefined;
  /**
   * The way from the page to the folder of the documentation.
   *
   * @defaultValue its address
   */
  readonly docs?: string | undefined;
}

const address = 'https://github.com/equipoise-js/equipoise/blob/main/docs';

/**
 * The page of an entry of the gallery, in Markdown.
 *
 * @param result - The result.
 * @param parts - What is not in it.
 */
export function galleryPage(result: GalleryResult, { example, program, docs = address }: PageParts = {}): string {
  const { name, title, summary, simulated, tasks, why, verdict, interference, weighting, serving, findings } = result;
  const { notes, ownData, picture, comparison, made, datasets } = result;
  const { encoder, architecture, optimizer, epochs, batchSize, learningRate } = comparison.training;
  const [lead = '', ...rest] = verdict;
  const fewLabels = fewLabelsText(comparison);
  const ask =
    example === undefined
      ? []
      : ['## Ask it', `\`\`\`sh\nnpx equipoise gallery ${name} --ask ${JSON.stringify(example)}\n\`\`\``];
  return [
    `# ${title}`,
    ...(simulated ? [`> **Simulation.** ${simulationText(simulated)}`] : []),
    `${capital(summary)}.`,
    `![${title}: what sharing did to each task](${picture})`,
    '## Did it help?',
    `**${lead}** ${rest.slice(0, rest.length - tasks.length).join(' ')}`,
    list(rest.slice(-tasks.length)),
    taskTable(result),
    '## Why the tasks might share',
    why,
    ...(fewLabels.length > 0 ? ['## With few labels', list(fewLabels)] : []),
    '## What interfered',
    interference,
    '## Which weighting won',
    weighting,
    '## One model against several',
    servingText(serving),
    ...findings.flatMap((finding) => [`## ${finding.title}`, finding.text]),
    ...ask,
    '## Your own data',
    ownData,
    '## How it was made',
    `\`${made.command}\` on ${made.date}: equipoise ${made.version}, Node ${made.node.slice(1)}, ${made.cpu || made.platform}, engine \`${comparison.engine}\`. ` +
      (datasets.length > 0
        ? `Data: ${datasets.map((each) => `[\`${each}\`](${docs}/datasets.md#${each})`).join(', ')}. `
        : '') +
      `${comparison.seeds} seeds, encoder \`${encoder}\`, architecture \`${architecture}\`, optimizer \`${optimizer}\`, ${epochs} epochs in batches of ${batchSize}, learning rate ${learningRate}. ` +
      'Epochs and the weighting are chosen on the validation split; the test split is read once, at the end.',
    ...(program === undefined ? [] : [`The same in code: [${program.name}](${program.link}).`]),
    '## To mind',
    list([...comparison.cautions, ...notes]),
  ].join('\n\n');
}

function taskTable({ tasks, comparison }: GalleryResult): string {
  const arms = Object.entries(comparison.strategies);
  const rows = tasks.map(({ name, meaning }) => {
    const metric = comparison.tasks.find((task) => task.name === name);
    const alone = comparison.baseline[name]?.mean ?? null;
    const cells = arms.map(([arm, { tasks: of }]) => {
      const found = of[name];
      const change = `${signed(found?.change ?? null, 1)} %`;
      return `${fixed(found?.mean ?? null, 3)} (${found?.verdict === 'unclear' ? change : `**${change}**`})${arm === comparison.chosen ? ' ←' : ''}`;
    });
    return [
      `${name}: ${meaning}`,
      `${metric?.metric ?? ''} ${metric?.higherIsBetter ? '↑' : '↓'}`,
      fixed(alone, 3),
      ...cells,
    ];
  });
  const head = ['task', 'measured by', 'alone', ...arms.map(([arm]) => `\`${arm}\``)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
