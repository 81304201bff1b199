export {
  type EngineManifest,
  engineFolder,
  isEngineInstalled,
  readManifest,
} from './engine-folder.ts';
