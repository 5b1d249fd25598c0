// Prints how many tests passed and failed, from the report of vitest's json reporter: `node tools/count-tests.mjs FILE`.
import { existsSync, readFileSync } from 'node:fs';

const [file = ''] = process.argv.slice(2);
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
console.log(report.numPassedTests, report.numFailedTests);
