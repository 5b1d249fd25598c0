import { serveTrials } from '../trials/serve-trials.ts';
import { loadWorld } from './known-truth.ts';

// The program of a worker process of the self-test: its data are drawn, not loaded.

serveTrials(loadWorld);
