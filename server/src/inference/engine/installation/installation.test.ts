import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { engineFolder, isEngineInstalled, readManifest } from '../../../platform/ml/index.ts';
import { silentLog, TEST_ENGINE_ROOT, testEngineFolder } from '../testing/test-engine.ts';
import { ensureEngine } from './ensure-engine.ts';
import { findNpm } from './find-npm.ts';
import { installEngine } from './install.ts';
import { pinPlatform } from './pin-platform.ts';
import { platformPackage } from './platform-package.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sbx-install-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock file', () => {
  it.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
  ])('holds the engine for %s on %s', (platform, arch) => {
    const name = platformPackage(platform, arch) ?? '';
    const pinned = pinPlatform(readManifest(), name);
    expect(JSON.parse(pinned.packageJson).dependencies).toHaveProperty([name]);
    const lock = JSON.parse(pinned.packageLock);
    expect(lock.packages[''].dependencies).toHaveProperty([name]);
    expect(lock.packages[`node_modules/${name}`]).not.toHaveProperty('optional');
  });

  it('names no registry and pins every package by its hash', () => {
    const { packages } = JSON.parse(readManifest().packageLock) as {
      packages: Record<string, { resolved?: string; integrity?: string }>;
    };
    for (const [path, entry] of Object.entries(packages)) {
      expect(entry).not.toHaveProperty('resolved');
      if (path !== '') expect(entry.integrity).toMatch(/^sha512-/);
    }
  });
});

describe('installEngine', () => {
  it('installs the build for this machine and no GPU variant', async () => {
    const installed = await testEngineFolder();
    const builds = await readdir(join(installed, 'node_modules', '@node-llama-cpp'));
    expect(builds).toEqual([platformPackage(process.platform, process.arch)?.split('/')[1]]);
    expect((await readdir(TEST_ENGINE_ROOT)).filter((name) => name.startsWith('.'))).toEqual([]);
  }, 300_000);

  it('says what npm said and leaves nothing behind when it fails', async () => {
    const npm = join(folder, 'npm-cli.js');
    await writeFile(npm, 'console.error("npm error code ENOTFOUND");process.exit(1)');
    const root = join(folder, 'engine');
    const error = await installEngine(
      root,
      { npm_execpath: npm },
      silentLog,
      AbortSignal.timeout(30_000),
    ).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SignalboxError);
    expect((error as SignalboxError).code).toBe('engine_unavailable');
    expect((error as SignalboxError).toLine()).toContain('ENOTFOUND');
    expect(await readdir(root)).toEqual([]);
  });

  it('gives npm no secrets', async () => {
    const npm = join(folder, 'npm-cli.js');
    await writeFile(npm, 'console.error(Object.keys(process.env).join());process.exit(1)');
    const error = (await installEngine(
      join(folder, 'engine'),
      {
        npm_execpath: npm,
        HTTPS_PROXY: 'http://proxy',
        OPENAI_API_KEY: 's',
        SIGNALBOX_SECRET_KEY: 's',
      },
      silentLog,
      AbortSignal.timeout(30_000),
    ).catch((e: unknown) => e)) as Error;
    expect(error.message).toContain('HTTPS_PROXY');
    expect(error.message).not.toMatch(/OPENAI|SIGNALBOX/);
  });
});

describe('ensureEngine', () => {
  const env = process.env;

  it('is ready at once where the engine is there', async () => {
    const installed = await testEngineFolder();
    await symlink(TEST_ENGINE_ROOT, join(folder, 'engine'));
    expect(isEngineInstalled(folder)).toBe(true);
    await using installation = ensureEngine(folder, silentLog, { env });
    expect(installation.current.state).toBe('ready');
    expect(existsSync(installed)).toBe(true);
  }, 300_000);

  it('tries again after a failure, and tells the reason meanwhile', async () => {
    const refused = Promise.withResolvers<void>();
    let attempts = 0;
    await using installation = ensureEngine(folder, silentLog, {
      env,
      firstPauseMs: 20,
      install: async (root) => {
        attempts++;
        if (attempts < 3) {
          if (attempts === 2) refused.resolve();
          throw new SignalboxError('engine_unavailable', `attempt ${attempts}`, 'Wait.');
        }
        const target = engineFolder(root);
        await mkdir(target, { recursive: true });
        return target;
      },
    });
    expect(installation.current.state).toBe('installing');
    await refused.promise;
    await expect.poll(() => attempts >= 2 && installation.current.state).not.toBe('installing');
    expect(await installation.ready(AbortSignal.timeout(5_000))).toBe(
      engineFolder(join(folder, 'engine')),
    );
    expect(isEngineInstalled(folder)).toBe(true);
  });

  it('tells how much it has written while it runs', async () => {
    const root = join(folder, 'engine');
    const end = Promise.withResolvers<void>();
    await using installation = ensureEngine(folder, silentLog, {
      env,
      install: async () => {
        await mkdir(join(root, '.installing-a', 'node_modules'), { recursive: true });
        await writeFile(join(root, '.installing-a', 'node_modules', 'part'), 'x'.repeat(3_000));
        await end.promise;
        return engineFolder(root);
      },
    });
    await expect
      .poll(() => installation.progress())
      .toMatchObject({ written_bytes: 3_000, about_bytes: expect.any(Number) });
    end.resolve();
    await installation.ready(AbortSignal.timeout(5_000));
    expect(await installation.progress()).toBeNull();
  });

  it('lets a caller stop waiting', async () => {
    await using installation = ensureEngine(folder, silentLog, {
      env,
      install: (_root, _env, _log, signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        ),
    });
    const leave = new AbortController();
    const waiting = installation.ready(leave.signal);
    leave.abort(new Error('the client left'));
    await expect(waiting).rejects.toThrow('the client left');
  });
});

describe('findNpm', () => {
  it('prefers the npm that started this process', async () => {
    const npm = join(folder, 'npm-cli.js');
    await writeFile(npm, '');
    expect(findNpm({ npm_execpath: npm }, process.execPath)).toEqual({
      command: process.execPath,
      prefix: [npm],
    });
  });

  it('finds one on the PATH where another package manager started this process', async () => {
    await writeFile(join(folder, 'npm-cli.js'), '');
    await symlink(join(folder, 'npm-cli.js'), join(folder, 'npm'));
    expect(
      findNpm({ npm_execpath: '/x/pnpm.cjs', PATH: folder }, '/nowhere/bin/node')?.prefix,
    ).toEqual([join(folder, 'npm-cli.js')]);
  });

  it('says so where there is none', () => {
    expect(findNpm({ PATH: folder }, '/nowhere/bin/node')).toBeNull();
  });
});
