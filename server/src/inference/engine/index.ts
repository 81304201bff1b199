export { Admission } from './admission.ts';
export { Engine } from './engine.ts';
export { type EngineInstallation, ensureEngine } from './installation/index.ts';
export { startEngineServer } from './server.ts';
