export { Engine } from './engine.ts';
export { ensureEngine } from './installation/index.ts';
export { Intake } from './intake.ts';
export { startEngineServer } from './server.ts';
