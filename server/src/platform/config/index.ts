export { describeOptions, loadConfig, toArguments } from './load.ts';
export { type Config, OPTIONS } from './options.ts';
