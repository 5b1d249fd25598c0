import { type AnyBalancer, NonFiniteError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { strategies, type StrategyName } from '../../src/index.ts';
import { edgeBatch, type EdgeCase, edgeCases, ordinaryCase } from '../../src/testing/edge-cases.ts';
import { type EdgeOutcome, edgeOutcome } from '../../src/testing/edge-outcome.ts';
import { exceptions } from '../support/exceptions.ts';
import { combination, length } from '../support/gradients.ts';

const all = Object.entries<() => AnyBalancer>(strategies);
const plain = all.filter(([, make]) => !make().gradientTransform);
const transformed = all.filter(([, make]) => make().gradientTransform);

function caseOf(about: EdgeCase['about'], name: string): EdgeCase {
  const found = edgeCases.find((edge) => edge.about === about && edge.name === name);
  if (!found) throw new Error(`There is no case "${name}" about ${about}.`);
  return found;
}

function outcome(name: StrategyName, edge: EdgeCase): EdgeOutcome {
  return edgeOutcome(strategies[name](), edge);
}

/** The length of the update that a strategy makes of an edge case. */
function update(name: StrategyName, edge: EdgeCase): number {
  return length(combination(edge.jacobian, outcome(name, edge).weights ?? []));
}

/** The same case with its tasks in the opposite order. */
function reversed(edge: EdgeCase): EdgeCase {
  const { absent, losses, jacobian, factors } = edge;
  return {
    ...edge,
    losses: [...losses].reverse(),
    jacobian: [...jacobian].reverse(),
    ...(absent === undefined ? {} : { absent: losses.length - 1 - absent }),
    ...(factors && { factors: [...factors].reverse() }),
  };
}

const unfit = edgeCases.filter(({ name }) => name === 'NaN' || name === '∞');
const negative = caseOf('losses', 'a negative loss');
const zeroLoss = caseOf('losses', 'a loss of 0');
const opposite = caseOf('gradients', 'opposite');

/** Rules with a logarithm, a root or an inverse of the losses, or that compare them with earlier ones. */
const positiveLosses: readonly StrategyName[] = [
  ...(['cdtt', 'cov-weighting', 'dwa', 'famo', 'geometric-mean', 'go4align', 'gradnorm', 'igb', 'imtl-l'] as const),
  ...(['lbtw', 'ldc', 'relobralo', 'scale-invariant', 'uncertainty', 'uncertainty-so'] as const),
];

describe.each(plain)('the edge contract of %s', (name, make) => {
  const { needs } = make();
  const looksAt = ({ about }: EdgeCase): boolean => (about === 'gradients' ? needs === 'gramian' : needs !== 'nothing');

  it.each(edgeCases.map((edge) => [edge.about, edge.name, edge] as const))(
    '%s, %s: finite weights, none made up, or an error that names the task',
    (_, __, edge) => {
      const { error, weights, status } = edgeOutcome(make(), edge);
      if (error) {
        expect(error.message).toMatch(/^[\w-]+: .*\btask \d/);
        expect([...unfit, negative]).toContain(edge);
      } else {
        expect(weights).toHaveLength(edgeBatch(edge).losses.length);
        expect(weights).toSatisfy((values: readonly number[]) => values.every(Number.isFinite));
        expect(status).not.toBe('fallback');
      }
    },
  );

  it('rejects numbers that are not finite, if it reads them', () => {
    for (const edge of unfit.filter(looksAt)) {
      const { error } = edgeOutcome(make(), edge);
      expect(error).toBeInstanceOf(NonFiniteError);
      expect(error?.message).toMatch(/\btask 1\b/);
    }
  });

  it('rejects a negative loss where its rule is undefined, and accepts it elsewhere', () => {
    const { error } = edgeOutcome(make(), negative);
    expect(error?.message.match(/\btask 0\b/) !== null && error !== undefined).toBe(
      positiveLosses.some((other) => other === name),
    );
  });

  it('weights the present tasks as if the absent one did not exist', () => {
    expect(edgeOutcome(make(), caseOf('tasks', 'absent task')).words).toMatch(/as without it$/);
  });

  it('gives equal tasks equal weights, unless their order matters', () => {
    const { weights } = edgeOutcome(make(), caseOf('tasks', 'equal tasks'));
    if (name !== 'rlw') expect(weights?.[0]).toBeCloseTo(weights?.[1] ?? Number.NaN, 12);
  });

  it('reorders the weights when the tasks are reordered, unless their order matters', () => {
    const unordered = Object.entries(exceptions).find(([key]) => key === name)?.[1];
    if (unordered?.includes('reorders the weights when the tasks are reordered')) return;
    for (const edge of edgeCases.filter(({ losses }) => losses.length > 1)) {
      const { weights, error } = edgeOutcome(make(), edge);
      const turned = edgeOutcome(make(), reversed(edge));
      expect(turned.error === undefined).toBe(error === undefined);
      [...(turned.weights ?? [])].reverse().forEach((weight, task) => {
        const expected = weights?.[task] ?? Number.NaN;
        expect(Math.abs(weight - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));
      });
    }
  });

  it('works after a batch of any kind that it accepts', () => {
    for (const edge of edgeCases.filter(({ losses }) => losses.length === 2)) {
      const balancer = make();
      const before = balancer.weigh(edgeBatch(ordinaryCase), balancer.init(2));
      if (edgeOutcome(make(), edge).error) continue;
      const during = balancer.weigh(edgeBatch(edge), before.state);
      const { weights } = balancer.weigh(edgeBatch(ordinaryCase), during.state);
      expect(weights).toSatisfy((values: readonly number[]) => values.every(Number.isFinite));
    }
  });
});

describe.each(transformed)('the edge contract of %s, which has a gradient transform', (name, make) => {
  it.each(edgeCases.map((edge) => [edge.about, edge.name, edge] as const))(
    '%s, %s: a finite direction that was not made up, or a refusal',
    (about, __, edge) => {
      const { error, direction, status } = edgeOutcome(make(), edge);
      if (unfit.includes(edge)) {
        // Where the gradient transform itself does not look, the training step does, before it is asked.
        const refused = error instanceof NonFiniteError || !direction?.every(Number.isFinite);
        expect(refused).toBe(true);
        if (about === 'losses') expect(error).toBeDefined();
        if (error) expect(error.message).toMatch(new RegExp(`^${name}: .*\\btask 1\\b`));
      } else if (error) {
        expect(error.message).toMatch(/^[\w-]+: .*\btask 0\b/);
        expect(edge).toBe(negative);
      } else {
        expect(direction).toHaveLength(edge.jacobian[0]?.length ?? 0);
        expect(direction).toSatisfy((values: readonly number[]) => values.every(Number.isFinite));
        expect(status).not.toBe('fallback');
      }
    },
  );

  it('weights the present tasks as if the absent one did not exist', () => {
    expect(edgeOutcome(make(), caseOf('tasks', 'absent task')).words).toMatch(/as without it$/);
  });
});

describe('edge cases without an answer', () => {
  it.each<StrategyName>(['famo', 'geometric-mean', 'go4align', 'igb', 'ldc', 'scale-invariant', 'uncertainty-so'])(
    '%s leaves out a task whose loss is 0, with the status degenerate',
    (name) => {
      const { weights, status } = outcome(name, zeroLoss);
      expect([weights?.[0], status]).toEqual([0, 'degenerate']);
    },
  );

  it.each<StrategyName>(['gradnorm', 'imtl-l', 'lbtw', 'uncertainty'])('%s says that a loss is 0', (name) => {
    expect(outcome(name, zeroLoss).status).toBe('degenerate');
  });

  // No weights give a direction that lowers both losses: the update of the shared parameters is 0.
  it.each<StrategyName>(['cdtt', 'config', 'edm', 'fairgrad', 'imtl-g', 'mgda', 'nash-mtl'])(
    '%s makes no update of opposite gradients, with the status degenerate',
    (name) => {
      expect(update(name, opposite)).toBeLessThan(1e-12);
      expect(outcome(name, opposite).status).toBe('degenerate');
      expect(update(name, caseOf('gradients', 'cancelling'))).toBeLessThan(1e-12);
      expect(outcome(name, caseOf('gradients', 'cancelling')).status).toBe('degenerate');
    },
  );

  // Projections onto {0}: the answer 0 is the rule's own.
  it.each<StrategyName>(['dualproj', 'pcgrad', 'upgrad'])('%s makes no update of opposite gradients', (name) => {
    expect(update(name, opposite)).toBeLessThan(1e-12);
  });

  it.each<StrategyName>(['config', 'edm', 'fairgrad', 'imtl-g', 'nash-mtl'])(
    '%s leaves out a task whose gradient is 0, with the status degenerate',
    (name) => {
      const { weights, status } = outcome(name, caseOf('gradients', 'a gradient of 0'));
      expect([weights?.[0], status]).toEqual([0, 'degenerate']);
    },
  );
});

describe('scales', () => {
  const words = (name: StrategyName, edge: string): string => outcome(name, caseOf('scales', edge)).words;

  // The rules that are positively homogeneous of degree 1 in the gradients.
  it.each<StrategyName>(['aligned-mtl', 'cagrad', 'config', 'dualproj', 'imtl-g', 'mgda', 'pcgrad', 'upgrad'])(
    '%s gives the same weights at any scale',
    (name) => {
      expect([words(name, '× 1e−10'), words(name, '× 1e10')]).toEqual(['same weights', 'same weights']);
    },
  );

  // The rules that do not depend on the unit of any loss: multiplying one changes nothing.
  it.each<StrategyName>(['fairgrad', 'igb', 'ldc', 'nash-mtl', 'scale-invariant'])(
    '%s makes the same update at any scale of any task',
    (name) => {
      expect(['× 1e−10', '× 1e10', 'uneven'].map((edge) => words(name, edge))).toEqual([
        'same update',
        'same update',
        'same update',
      ]);
    },
  );

  it.each<StrategyName>(['config', 'edm', 'imtl-g'])('%s keeps its direction at any scale of any task', (name) => {
    expect(words(name, 'uneven')).toMatch(/^same (direction|update)$/);
  });
});
