// Property tests draw the same inputs at every run, so that a check is red for the change that made it so. PROPERTY_SEED
// draws others: a number, or `random`, which prints the seed that it took.
import fc from 'fast-check';

const { PROPERTY_SEED = '1' } = process.env;
const seed = PROPERTY_SEED === 'random' ? (Date.now() ^ (process.pid << 8)) | 0 : Number(PROPERTY_SEED);
if (PROPERTY_SEED === 'random') process.stdout.write(`PROPERTY_SEED=${seed}\n`);
fc.configureGlobal({ seed });
