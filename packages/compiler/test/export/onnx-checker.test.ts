import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as tf from '@tensorflow/tfjs-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

import { exportOnnx } from '../../src/index.ts';
import { exportedModels } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-checker-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  tf.disposeVariables();
});

/** Debian's Python has Debian's onnx, whichever other Python comes first. */
const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import onnx']).status === 0,
);

/** Checks a file with all that ONNX's own checker has, types and shapes of every value included, and says what it reads. */
const check = `
import json, onnx, sys
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
print(json.dumps({
  'ir': model.ir_version,
  'opset': [(opset.domain, opset.version) for opset in model.opset_import],
  'producer': model.producer_name,
  'version': model.model_version,
  'metadata': {entry.key: entry.value for entry in model.metadata_props},
  'inputs': {value.name: [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]
             for value in model.graph.input},
}))`;

describe.skipIf(!python)(`ONNX's own checker${python ? '' : ' (skipped: no python3 with the module onnx)'}`, () => {
  it.each(Object.entries(exportedModels))(
    'finds nothing wrong with %s, and reads what was told',
    async (name, model) => {
      const apply = model.make();
      const path = join(folder, 'model.onnx');
      for (const batch of [5, 'batch']) {
        const shape = [batch, ...model.example];
        const signature = { inputs: { x: { shape } }, version: 2, metadata: { name } };
        await exportOnnx(({ x }) => ({ y: apply(x) }), signature, path);
        const { stdout, stderr } = spawnSync(python ?? '', ['-c', check, path], { encoding: 'utf8' });
        expect(stderr).toBe('');
        const read = {
          ir: 8,
          opset: [['', 17]],
          producer: 'equipoise',
          version: 2,
          metadata: { name },
          inputs: { x: shape },
        };
        expect(JSON.parse(stdout)).toEqual(read);
      }
    },
  );
});
