import { availableParallelism, cpus, platform } from 'node:os';

/** The machine and the Node that figures are measured with, as pages name them. */
export const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${platform()}, Node ${process.version.slice(1)}`;
