export { engineFolder, isEngineInstalled, readManifest } from './engine-folder.ts';
