export { engineFolder, isEngineInstalled } from './engine-folder.ts';
export { type EngineInstallation, ensureEngine, type InstallationState } from './ensure-engine.ts';
