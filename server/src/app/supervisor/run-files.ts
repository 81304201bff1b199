import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processBirth } from './process-identity.ts';

/** One process of this installation, as it wrote itself down in `DATA/run`. */
export const RunEntry = z.object({
  v: z.literal(1),
  role: z.string(),
  pid: z.number().int().positive(),
  birth: z.string(),
});
export type RunEntry = z.infer<typeof RunEntry>;

const folderOf = (dataDirectory: string): string => join(dataDirectory, 'run');
const pathOf = (dataDirectory: string, entry: Pick<RunEntry, 'role' | 'pid'>): string =>
  join(folderOf(dataDirectory), `${entry.role}-${entry.pid}.json`);

/**
 * Writes this process down so that a later supervisor finds it. Each process does so itself, before it opens anything:
 * a supervisor that wrote down its children could die between a start and the writing.
 */
export function registerProcess(dataDirectory: string, role: string): Disposable {
  const birth = processBirth(process.pid) ?? 'unknown';
  const entry: RunEntry = { v: 1, role, pid: process.pid, birth };
  mkdirSync(folderOf(dataDirectory), { recursive: true, mode: 0o700 });
  const path = pathOf(dataDirectory, entry);
  writeFileSync(`${path}.new`, JSON.stringify(entry), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

/** The processes written down that still live; files of dead ones, and unreadable ones, are removed. */
export function liveProcesses(dataDirectory: string): RunEntry[] {
  const live: RunEntry[] = [];
  for (const name of listFolder(folderOf(dataDirectory))) {
    const path = join(folderOf(dataDirectory), name);
    const entry = readEntry(path);
    if (entry !== null && processBirth(entry.pid) === entry.birth) live.push(entry);
    else rmSync(path, { force: true });
  }
  return live;
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function readEntry(path: string): RunEntry | null {
  try {
    return RunEntry.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
