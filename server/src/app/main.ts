#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiled code is kept beside the built files: it has their owner and goes with them. Where that cannot be written,
// starts are a little slower. Sources that Node runs as they are get none, so that nothing is left among them.
if (import.meta.filename.endsWith('.js')) {
  enableCompileCache(join(import.meta.dirname, '..', '.compile-cache'));
}
// Otherwise written at exit only, which a killed process does not reach.
setTimeout(flushCompileCache, 5_000).unref();

const { runCommand } = await import('./command.ts');
process.exit(await runCommand(process.argv.slice(2)));
