import { serveTrials } from '../trials/serve-trials.ts';
import { prepareEntry } from './prepare-entry.ts';
import { galleryEntry } from './registry.ts';

// The program of a worker process of the gallery: its data are those of an entry.

serveTrials(({ dataset, seed, size }) => prepareEntry(galleryEntry(dataset), { seed, size }));
