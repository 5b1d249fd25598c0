import { serveTrials } from '../trials/serve-trials.ts';
import { loadReproductionData } from './data.ts';

// The program of a worker process of a reproduction: some of its data are made for it.

serveTrials(loadReproductionData);
