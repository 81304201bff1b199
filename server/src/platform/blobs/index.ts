export type { Blobs } from './blobs.ts';
export { blobFolder, openFolderBlobs } from './folder-blobs.ts';
