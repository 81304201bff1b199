export { type EngineInstallation, ensureEngine, type InstallationState } from './ensure-engine.ts';
