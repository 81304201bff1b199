import type { Logger } from '../platform/log/index.ts';

/** Whether an error says that whoever read our output is gone: a terminal that was closed, a pipe like `| head`. */
export function isLostOutput(error: NodeJS.ErrnoException): boolean {
  return error.syscall === 'write' && (error.code === 'EIO' || error.code === 'EPIPE');
}

/** Keeps this process alive when nobody reads its output any more; any other uncaught error ends it as ever. */
export function outliveOutput(log: Logger): void {
  process.on('uncaughtException', (error) => {
    if (!isLostOutput(error)) throw error;
    log.level = 'silent';
  });
}
