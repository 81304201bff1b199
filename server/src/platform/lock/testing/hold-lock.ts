import { acquireDirectoryLock } from '../index.ts';

// Holds the lock of the directory given and says so; lives until it is killed.
const lock = acquireDirectoryLock(process.argv[2] ?? '');
process.send?.(lock === null ? 'refused' : 'held');
process.on('disconnect', () => process.exit());
