import { expect, it } from 'vitest';

import { compile, CompileError, type Engine } from '../src/index.ts';

it('an unknown engine is refused in one short line, whatever its name holds', () => {
  const name = `warp\n\u001b[31m${'x'.repeat(50_000)}`;
  const refused = (): unknown => compile(() => [], { engine: name as Engine });
  expect(refused).toThrow(CompileError);
  expect(refused).toThrow(
    /^compile: option `engine` must be auto, native, wasm or eager, received warp\\n\\u001b\[31mx+…$/,
  );
  expect(() => refused()).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{1,1001}$/) }));
});
