/** The names of all workloads, for the help of commands: it is printed without loading TensorFlow.js. */
export const workloadNames = [
  'mlp-small',
  'mlp-many',
  'mlp-wide',
  'lenet',
  'resnet-small',
  'transformer',
  'embedding-tabular',
  'mmoe',
  'ple',
] as const;
