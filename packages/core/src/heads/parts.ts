// Every head, a line each: registry and exports of the package come from here.
export { mlpHead, type MlpHeadOptions, mlpHeadOptions } from './mlp-head.ts';
