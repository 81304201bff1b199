export { Admission } from './admission.ts';
export { Engine } from './engine.ts';
export { ensureEngine } from './installation/index.ts';
export { startEngineServer } from './server.ts';
