import { reasonOf } from './failure.ts';
import { locate } from './node-packages.ts';
import { probeModel } from './probe.ts';
import { findDifferent, nativePrograms, publishedVersion } from './published-files.ts';

const trial = `
const [file, model] = process.argv.slice(1);
const attempt = async () => {
  const { InferenceSession, Tensor } = require(file);
  const session = await InferenceSession.create(Buffer.from(model, 'base64'));
  await session.run({ [session.inputNames[0]]: new Tensor('float32', [1, 3], [2]) });
};
attempt().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`;

/**
 * Finds out whether `onnxruntime-node` can be loaded safely. A damaged library does not throw: it crashes the process. So
 * one that is not as npm publishes it is first loaded and run in a child process.
 *
 * @returns Why it cannot be loaded, if so.
 */
export async function findNativeFault(): Promise<string | undefined> {
  const main = locate('onnxruntime-node');
  const programs = nativePrograms[`${process.platform}/${process.arch}`];
  if (!main || !programs) return undefined;
  const path = process.getBuiltinModule('node:path');
  const folder = path.join(main, '..', '..', 'bin', 'napi-v6', process.platform, process.arch);
  const different = await findDifferent(folder, programs);
  if (!different) return undefined;
  const failure = await attempt(main);
  if (!failure) return undefined;
  return `${different} is damaged, missing or of another version than ${publishedVersion} (${failure}); install onnxruntime-node ${publishedVersion} again`;
}

/** Why loading and running it in a child process failed, if it did. */
async function attempt(main: string): Promise<string | undefined> {
  const { execFile } = process.getBuiltinModule('node:child_process');
  const model = Buffer.from(probeModel()).toString('base64');
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', trial, main, model], { timeout: 30_000, env }, (error, _, stderr) => {
      if (!error) resolve(undefined);
      else resolve(error.signal ? `loading it ends the process by ${error.signal}` : reasonOf(stderr));
    });
  });
}
