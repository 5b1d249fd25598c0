import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AnyBalancer } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import {
  alignedMtl,
  cagrad,
  config,
  dualproj,
  fairgrad,
  imtlG,
  mgda,
  nashMtl,
  pcgrad,
  upgrad,
} from '../../src/index.ts';
import { apart, directionFor, type Jacobian, length, weightsFor } from '../support/gradients.ts';

interface Case {
  readonly name: string;
  readonly jacobian: Jacobian;
  readonly expected: Readonly<Record<string, readonly number[]>>;
}

const fixture = readFileSync(join(import.meta.dirname, '../fixtures/aggregators.json'), 'utf8');
const { cases } = JSON.parse(fixture) as { cases: Case[] };

/** Who answers to which name of the fixture, and how exactly. */
const answering: Record<string, readonly [AnyBalancer, tolerance: number]> = {
  upGradExact: [upgrad(), 1e-6],
  dualProjExact: [dualproj(), 1e-6],
  mgdaExact: [mgda(), 1e-6],
  alignedMtl: [alignedMtl(), 1e-5],
  config: [config(), 1e-5],
  imtlG: [imtlG(), 1e-5],
  caGrad: [cagrad({ c: 0.5 }), 1e-5],
  pcGrad: [pcgrad(), 1e-5],
  nashMtlWeights: [nashMtl(), 1e-5],
  fairGradWeightsAlpha1: [fairgrad({ alpha: 1 }), 1e-5],
  fairGradWeightsAlpha2: [fairgrad({ alpha: 2 }), 1e-5],
};

const rows = cases.flatMap(({ name, jacobian, expected }) =>
  Object.entries(expected).map(([quantity, values]) => [quantity, name, jacobian, values] as const),
);

describe('the numbers of other implementations', () => {
  it.each(rows)('%s on %s', (quantity, _, jacobian, values) => {
    const [balancer, tolerance] = answering[quantity] ?? [];
    if (!balancer || tolerance === undefined) throw new Error(`Nobody answers to ${quantity}.`);
    const received = quantity.includes('Weights') ? weightsFor(balancer, jacobian) : directionFor(balancer, jacobian);
    const shortest = Math.min(...jacobian.map(length)); // What rounds to 0 is compared with the gradients.
    expect(apart(received, values, Math.max(length(values), 1e-3 * shortest))).toBeLessThan(tolerance);
  });

  it('are all looked at', () => {
    expect(new Set(rows.map(([quantity]) => quantity))).toEqual(new Set(Object.keys(answering)));
  });
});
