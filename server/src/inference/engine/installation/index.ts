export { type EngineInstallation, ensureEngine } from './ensure-engine.ts';
