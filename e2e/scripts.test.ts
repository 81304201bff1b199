import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'signalbox-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A tree with the scripts and nothing else, in which npm only writes down how it was called. */
function run(name: string, env: Record<string, string> = {}) {
  const root = join(folder, name);
  mkdirSync(root);
  cpSync(join(ROOT, 'scripts'), join(root, 'scripts'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), '{}');
  mkdirSync(join(root, 'node_modules'));
  const npm = join(folder, `${name.replace(/\W/g, '')}-npm.mjs`);
  writeFileSync(
    npm,
    `import { writeFileSync } from 'node:fs'; writeFileSync('called', process.argv.slice(2).join(' '));`,
  );
  const done = spawnSync(process.execPath, ['scripts/run.mjs', 'types'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: npm, ...env },
  });
  return { status: done.status, said: done.stderr, root };
}

it('a fresh clone gets what builds it, also where NODE_ENV says production', () => {
  const { root } = run('production', { NODE_ENV: 'production' });
  expect(readFileSync(join(root, 'called'), 'utf8')).toContain('--include=dev');
});

it('an installation that is not usable is not taken for one', () => {
  const { status, said, root } = run('unusable');
  expect(status).toBe(1);
  expect(said).toContain('node_modules/typescript-native/bin/tsc');
  expect(existsSync(join(root, 'node_modules', '.signalbox-lock'))).toBe(false);
});

it('a folder that the build cannot work in is refused with the reason', () => {
  const { status, said } = run('with#hash');
  expect(status).toBe(1);
  expect(said).toContain('has a #');
});
