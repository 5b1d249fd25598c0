import { flatConfig, parsePart } from '@equipoise/core';

import type { TrialConfig } from '../trials/trial-config.ts';

/** A value of an option, as the page shows it. */
export type Value = string | number | boolean;

/** What is no option of a trial: it says which trial it is, or how it is watched. */
const left = [
  'version',
  'dataset',
  'table',
  'tasks',
  'seed',
  'final',
  'labels',
  'blind',
  'pruning',
  'diagnoseEvery',
  'looks',
];

/**
 * The options in which trials differ, of each trial: `learningRate`, `optimizer.beta1`, `strategy.alpha`.
 *
 * @param configs - The trials.
 */
export function varyingOptions(configs: readonly TrialConfig[]): readonly Readonly<Record<string, Value>>[] {
  const all = configs.map(optionsOf);
  const names = [...new Set(all.flatMap((options) => Object.keys(options)))];
  const varying = names.filter((name) => new Set(all.map((options) => options[name])).size > 1);
  return all.map((options) =>
    Object.fromEntries(varying.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]))),
  );
}

function optionsOf({ strategy, ...config }: TrialConfig): Readonly<Record<string, Value>> {
  const rest = Object.fromEntries(Object.entries(config).filter(([name]) => !left.includes(name)));
  const flat = Object.entries(flatConfig(rest)).filter(([name]) => !name.endsWith('.kind'));
  const plain = flat.map(([name, value]) => [name.replace(/\.options\./, '.').replace(/\.name$/, ''), value] as const);
  return { ...Object.fromEntries(plain), ...strategyOptions(strategy) };
}

/** A pipeline of strategies is one word. */
function strategyOptions(text: string): Readonly<Record<string, Value>> {
  if (/[+]/.test(text.replace(/\(.*\)/s, ''))) return { strategy: text };
  const { name, options } = parsePart(text);
  return {
    strategy: name,
    ...flatConfig(Object.fromEntries(Object.entries(options).map(([key, value]) => [`strategy.${key}`, value]))),
  };
}
