export { SANDBOX_MODELS } from './options.ts';
export { createSandboxProvider } from './provider.ts';
