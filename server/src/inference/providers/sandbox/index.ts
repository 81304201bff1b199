export { SANDBOX_MODELS, SandboxOptions } from './options.ts';
export { createSandboxProvider } from './provider.ts';
