export { describeOptions, loadConfig, toArguments, variablesOf } from './load.ts';
export { type Config, OPTIONS } from './options.ts';
