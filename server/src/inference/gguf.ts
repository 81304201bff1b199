import { open, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { SignalboxError } from '../platform/errors/index.ts';

/** The first four bytes of every GGUF file. */
const MAGIC = 'GGUF';

/** Throws `request_invalid` unless `path` is a readable GGUF file on this machine. */
export async function checkGguf(path: string): Promise<void> {
  if (!isAbsolute(path)) throw unusable(`${path} is not an absolute path`);
  try {
    if (!(await stat(path)).isFile()) throw unusable(`${path} is not a file`);
    await using file = await open(path, 'r');
    const head = Buffer.alloc(MAGIC.length);
    await file.read(head, 0, MAGIC.length, 0);
    if (head.toString('latin1') !== MAGIC) throw unusable(`${path} is not a GGUF file`);
  } catch (error) {
    if (error instanceof SignalboxError) throw error;
    throw unusable(
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    );
  }
}

/** `My Model.Q4_K_M.gguf` is served as `my-model.q4_k_m` unless another name is given. */
export function modelNameOf(path: string): string {
  return basename(path)
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 100);
}

function unusable(message: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `body/path: ${message}`,
    'Give the absolute path of a GGUF file that the Signalbox process can read.',
  );
}
