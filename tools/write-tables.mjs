// Writes docs/strategies.md from the cards of @equipoise/weighting, as built by `tsc -b`; with --check fails when it differs.
import { cards } from '@equipoise/weighting';

import { table } from './markdown.mjs';
import { writeWhole } from './whole-files.mjs';

const needs = {
  nothing: 'nothing',
  losses: 'losses',
  gramian: 'losses, Gramian',
  jacobian: 'losses, full gradients',
  batches: 'losses and gradients of several batches',
};
const families = {
  nothing: ['Fixed and random weights', 'nothing'],
  losses: ['Loss weighting and scalarization', 'the losses'],
  gramian: ['Gradient balancing and manipulation', 'the Gramian: inner products of the task gradients'],
  jacobian: ['Element-wise gradient manipulation', 'every entry of the task gradients'],
  batches: ['Bilevel and multi-batch methods', 'losses and gradients of several batches'],
};
const list = (items) => items.map((item) => `- ${item}`).join('\n');
const paper = ({ link, authors, venue, year }) => `[${authors.split(',')[0]} et al., ${venue} ${year}](${link})`;
const anchor = (name) => `#${name}`;

const overview = table(
  ['strategy', 'what it does', 'needs', 'backward passes per step', 'paper'],
  Object.entries(cards).map(([name, card]) => [
    `[\`${name}\`](${anchor(name)})`,
    card.summary,
    needs[card.needs],
    card.backwardPasses,
    paper(card),
  ]),
);

/** The strategies that need the same, and what they need. */
function family([need, [title, what]]) {
  const members = Object.entries(cards).filter(([, card]) => card.needs === need);
  const passes = [...new Set(members.map(([, card]) => card.backwardPasses))].join(' or ');
  const links = members.map(([name]) => `[\`${name}\`](${anchor(name)})`);
  return [title, what, passes, links.join(', ')];
}

function section([name, card]) {
  const options = card.options.described.map((option) => [
    `\`${option.name}\``,
    option.meaning,
    option.defaultText,
    option.range,
  ]);
  return `## ${name}

**${card.title}.** ${card.summary}

\`\`\`
${card.formula}
\`\`\`

- Needs: ${needs[card.needs]}. Backward passes per step: ${card.backwardPasses}.
- Heads: ${card.headPolicy}. ${card.headsElsewhere ?? 'The weighted loss is differentiated, also for the heads.'}
- State: ${card.state}.
- ${card.authors}. [${card.paper}](${card.link}). ${card.venue} ${card.year}.

${options.length > 0 ? table(['option', 'meaning', 'default', 'range'], options) : 'No options.'}

Invariances:

${list(card.invariances)}

Differences from the paper and from other implementations:

${list(card.departures)}`;
}

const page = `<!-- Written by tools/write-tables.mjs from the cards in packages/weighting/src/strategies. Do not edit. -->

# Strategies

lᵢ is the loss of task i, wᵢ its weight, gᵢ its gradient over the shared parameters, nᵢ = |gᵢ|, G the Gramian (Gᵢⱼ = gᵢ·gⱼ), K the number of
tasks. The function \`strategies.NAME(options)\` of \`@equipoise/weighting\` creates a strategy; on the command line, options follow in parentheses:
\`gradnorm(alpha=0.5)\`.

Heads are *weighted* (a head follows its task’s weighted loss: for rules whose weights are the derivative of one loss) or *unweighted* (each head follows
its own loss: for rules that combine the gradients of the shared parameters). \`headPolicy\` of \`fit\` overrides it, \`--head-policy\` that of \`equipoise compare\`.

See also: what each strategy does with zero losses, opposite gradients and the like ([edge-cases.md](edge-cases.md)); the paths that they take on
two-dimensional test problems ([trajectories.md](trajectories.md)); how to combine several ([guides/pipelines.md](guides/pipelines.md)); how to add
one ([guides/add-a-strategy.md](guides/add-a-strategy.md)).

## Families

${table(['family', 'needs', 'backward passes per step (K tasks)', 'strategies'], Object.entries(families).map(family))}

## All strategies

${overview}

${Object.entries(cards).map(section).join('\n\n')}
`;

await writeWhole('strategies.md', page);
