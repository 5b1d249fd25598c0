import { findBlockSize } from '../nchwc/find-block-size.ts';
import { toNchwc } from '../nchwc/to-nchwc.ts';
import { CompileError } from '../errors.ts';
import type { Provider } from './engine.ts';
import { reasonOf } from './failure.ts';
import { withExactOperators } from './exact-operators.ts';
import { findNativeFault } from './native-trial.ts';
import { isNode } from './node-packages.ts';
import { isMissing, notInstalled } from './optional-package.ts';
import { probe } from './probe.ts';
import { rankedScalars } from './ranked-scalars.ts';
import { type LoadableGraph, type OnnxRuntime, openSession, type Runtime } from './runtime.ts';
import { preTransposed } from './pre-transposed.ts';

/**
 * ONNX Runtime's native library, if it is installed and works on this machine.
 *
 * @param provider - What it computes on.
 * @throws {@link CompileError} that says why it does not.
 */
export async function nativeRuntime(provider: Provider): Promise<Runtime> {
  if (!isNode()) throw unavailable('it needs Node');
  const fault = await findNativeFault();
  if (fault) throw unavailable(fault);
  const ort = await import('onnxruntime-node').catch((error: unknown) => {
    if (isMissing('onnxruntime-node', error)) throw notInstalled('onnxruntime-node', 'the engine native');
    throw unavailable(`onnxruntime-node does not load: ${reasonOf(error)}`);
  });
  const executionProviders = provider === 'cuda' ? ['cuda', 'cpu'] : ['cpu'];
  if (provider !== 'cpu') {
    const offered = ort.listSupportedBackends().map(({ name }) => name);
    if (!offered.includes(provider)) throw withoutProvider(provider, `onnxruntime-node offers ${offered.join(', ')}`);
  }
  await probe(ort, executionProviders).catch((error: unknown) => {
    if (provider !== 'cpu') throw withoutProvider(provider, reasonOf(error));
    const { node, common } = ort.env.versions;
    throw unavailable(
      `onnxruntime-node ${node ?? common} is not a version that runs compiled functions: ${reasonOf(error)}`,
    );
  });
  const laidOut = provider === 'cpu' ? layingOut(ort) : undefined;
  return {
    engine: 'native',
    load: async (given, threads) => {
      const graph = withExactOperators(given);
      return openSession(ort, preTransposed(rankedScalars((await laidOut?.(graph)) ?? graph)), {
        intraOpNumThreads: threads,
        fillsBuffers: true,
        executionProviders,
        logSeverityLevel: 4,
      });
    },
  };
}

/** Rewrites graphs with convolutions to the NCHWc layout, where this build on this processor has operators for it. */
function layingOut(ort: OnnxRuntime): (graph: LoadableGraph) => Promise<LoadableGraph> {
  let found: Promise<number | undefined> | undefined;
  return async (graph) => {
    if (!graph.nodes.some(({ type }) => type.startsWith('Conv'))) return graph;
    found ??= findBlockSize(ort);
    const block = await found;
    return block === undefined ? graph : { ...toNchwc(graph, block), buffers: graph.buffers };
  };
}

function unavailable(why: string): CompileError {
  return new CompileError(`compile: the engine native is not available: ${why}.`);
}

function withoutProvider(provider: Provider, why: string): CompileError {
  const remedy =
    process.platform === 'linux' && process.arch === 'x64'
      ? 'it takes an NVIDIA card, CUDA 12 and cuDNN 9, and onnxruntime-node installed with ONNXRUNTIME_NODE_INSTALL=cuda12 in the environment'
      : 'onnxruntime-node brings it for Linux on x64 only';
  return new CompileError(
    `compile: the provider ${provider} is not available on ${process.platform}/${process.arch} (${why}): ${remedy}; without the option \`provider\` the engine native computes on the processor.`,
  );
}
