import * as tf from '@tensorflow/tfjs-core';

const engine = tf.engine();
const setBackend = engine.setBackend.bind(engine);
let switching = false;
let chosen: string | undefined;

// Which backend is active does not tell whether anybody chose it: TensorFlow.js begins with the best one that it has.
engine.setBackend = async (name) => {
  if (!switching) chosen = name;
  return setBackend(name);
};

/** The backend that the program itself made active, if it did since the compiler was loaded. */
export function chosenBackend(): string | undefined {
  return chosen;
}

/** Goes back to the state before anybody chose a backend. */
export function forgetChosenBackend(): void {
  chosen = undefined;
}

/**
 * Makes a backend active for the compiler's own work, at once where it has started.
 *
 * @param name - The backend.
 * @returns Whether it could be made active.
 */
export function switchBackend(name: string): Promise<boolean> {
  switching = true;
  try {
    return tf.setBackend(name);
  } finally {
    switching = false;
  }
}
