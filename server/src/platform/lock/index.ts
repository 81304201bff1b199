export { acquireDirectoryLock, type DirectoryLock, LOCK_FILE } from './directory-lock.ts';
