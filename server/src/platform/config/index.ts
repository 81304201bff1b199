export { describeOptions, loadConfig, requireData, toArguments, variablesOf } from './load.ts';
export { BOOTSTRAP_KEY_FORM, type Config, MASTER_KEY_FORM, OPTIONS } from './options.ts';
export { PROVIDER_KEYS, type ProviderOption } from './provider-options.ts';
