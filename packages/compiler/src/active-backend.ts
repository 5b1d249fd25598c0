import * as tf from '@tensorflow/tfjs-core';

const engine = tf.engine();
const setBackend = engine.setBackend.bind(engine);
let switching = false;
let chosen: string | undefined;

// The active backend need not be chosen by the program: TensorFlow.js begins with the best one that it has.
engine.setBackend = async (name) => {
  if (!switching) chosen = name;
  return setBackend(name);
};

/** The backend that the program has made active since the compiler was loaded, if it has. */
export function chosenBackend(): string | undefined {
  return chosen;
}

/** Forgets which backend the program chose. */
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
