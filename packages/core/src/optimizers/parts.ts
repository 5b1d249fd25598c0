// Every optimizer, a line each: registry and exports of the package come from here.
export { adafactor, adafactorOptions } from './adafactor.ts';
export { adagrad, adagradOptions } from './adagrad.ts';
export { adam, adamOptions } from './adam.ts';
export { adamw, adamwOptions } from './adamw.ts';
export { lion, lionOptions } from './lion.ts';
export { radam, radamOptions } from './radam.ts';
export { rmsprop, rmspropOptions } from './rmsprop.ts';
export { sgd, sgdOptions } from './sgd.ts';
