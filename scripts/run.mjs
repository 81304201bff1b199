// Runs a task of tasks.mjs on a Node that is new enough, after installing and building what is missing or stale.
// Node's built-ins only, and nothing newer than Node 20: this file is what makes the rest possible.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TASKS } from './tasks.mjs';

const FLOOR = [22, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);

// Vite and ESM loaders take what follows for the fragment or query of an address.
if (/[#?]/.test(root))
  fail(
    `The path ${root} has a # or a ?, which the build cannot work in: move the folder, or rename it.`,
  );

const task = TASKS[name];
if (task === undefined)
  fail(`There is no task "${name}". There are: ${Object.keys(TASKS).join(', ')}.`);

const node = ensureNode();
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
ensureDependencies();
if (task.build !== false) ensureBuild();
Object.assign(env, task.env);
await run(task.command(args));

function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return process.execPath;
  const lock = hashFiles([join(root, 'scripts/runtime/package-lock.json')]);
  const folder = join(root, '.node', lock.slice(0, 12));
  const pack = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const binary = join(
    folder,
    'node_modules',
    pack,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(binary)) return binary;
  const known = JSON.parse(
    readFileSync(join(root, 'scripts/runtime/package.json'), 'utf8'),
  ).optionalDependencies;
  if (known[pack] === undefined) {
    fail(
      `Signalbox needs Node ${FLOOR.join('.')} or newer and this is ${process.versions.node}. There is no package that brings one for ${process.platform}-${process.arch}: install Node 24, then run the same command again.`,
    );
  }
  say(
    `This is Node ${process.versions.node}; bringing Node ${known[pack]} (once, about 50 MB, into .node/)`,
  );
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  cpSync(join(root, 'scripts/runtime'), draft, { recursive: true });
  npm(
    process.execPath,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    draft,
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return binary;
}

function ensureDependencies() {
  const stamp = join(root, 'node_modules', '.signalbox-lock');
  const wanted = hashFiles([join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say(
    existsSync(stamp)
      ? 'The lock file changed: installing dependencies'
      : 'Installing dependencies (once, about a minute)',
  );
  // What builds it is among the development dependencies: NODE_ENV=production or npm's own omit=dev would leave them out.
  npm(node, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root);
  for (const needed of ['typescript-native/bin/tsc', 'vite/bin/vite.js', 'fastify/package.json'])
    if (!existsSync(join(root, 'node_modules', needed)))
      fail(
        `The installation left out node_modules/${needed}: run "npm ci --include=dev" and see what it says.`,
      );
  writeFileSync(stamp, wanted);
}

function ensureBuild() {
  const dist = join(root, 'server', 'dist');
  const stamp = join(dist, '.stamp');
  const wanted = hashTree([
    join(root, 'server/src'),
    join(root, 'server/tsconfig.json'),
    join(root, 'tsconfig.base.json'),
    join(root, 'console/src'),
    join(root, 'console/public'),
    join(root, 'console/index.html'),
    join(root, 'console/vite.config.ts'),
    join(root, 'console/compress.ts'),
    join(root, 'sdk/src'),
    // The console brings the documentation along.
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(root, 'docs', name)),
  ]);
  const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt()) return;
  say('Building');
  // Built beside and then exchanged: a system that runs from this tree is never without its files for long.
  const draft = `${dist}.${process.pid}`;
  const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const steps = [
    [tsc, '-p', join(root, 'server/tsconfig.json'), '--outDir', draft],
    [
      vite,
      'build',
      join(root, 'console'),
      '--outDir',
      join(draft, 'console'),
      '--logLevel',
      'warn',
    ],
  ];
  for (const step of steps) {
    if (spawnSync(node, step, { stdio: ['ignore', 2, 2], env }).status === 0) continue;
    rmSync(draft, { recursive: true, force: true });
    fail('The build failed: see above.');
  }
  writeFileSync(join(draft, '.stamp'), wanted);
  // Another command may have built the same meanwhile: whichever comes first is as good.
  const old = `${draft}.old`;
  if (!isBuilt()) {
    if (existsSync(dist)) tryRename(dist, old);
    if (!tryRename(draft, dist) && !isBuilt())
      fail(`The build could not be moved to ${dist}: run the same command again.`);
  }
  for (const left of [draft, old]) rmSync(left, { recursive: true, force: true });
}

function tryRename(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Runs the command lines one after the other; signals go to the one that runs, and this process ends after it. */
async function run(commands) {
  let child = null;
  let stopping = false;
  let lastSignal = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A Ctrl-C arrives twice, from the terminal and from npm; the child must see one.
      const now = Date.now();
      if (now - lastSignal < 400) return;
      lastSignal = now;
      stopping = true;
      child?.kill(signal);
    });
  }
  for (const [command, ...rest] of commands) {
    const code = await new Promise((resolve) => {
      // A process group of its own keeps the terminal's Ctrl-C from it: only what is passed on above arrives.
      child = spawn(command === 'node' ? node : command, rest, {
        cwd: root,
        stdio: 'inherit',
        env,
        detached: process.platform !== 'win32',
      });
      child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
      child.on('exit', (status, signal) => resolve(signal === null ? status : 128 + 15));
    });
    child = null;
    if (code !== 0 || stopping) process.exit(code);
  }
}

function npm(runtime, rest, cwd) {
  const cli = process.env.npm_execpath;
  const path = { ...process.env, PATH: `${dirname(runtime)}${delimiter}${process.env.PATH}` };
  const done =
    cli === undefined
      ? spawnSync('npm', rest, { cwd, stdio: ['ignore', 2, 2], env: path })
      : spawnSync(runtime, [cli, ...rest], { cwd, stdio: ['ignore', 2, 2], env: path });
  if (done.status !== 0)
    fail(
      `"npm ${rest.join(' ')}" failed in ${cwd}: see above. Without a network, install once where there is one.`,
    );
}

function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
}

function hashTree(paths) {
  const hash = createHash('sha256');
  const walk = (path) => {
    if (statSync(path).isDirectory())
      for (const entry of readdirSync(path).sort()) walk(join(path, entry));
    else if (!path.endsWith('.test.ts')) hash.update(path).update(readFileSync(path));
  };
  paths.forEach(walk);
  return hash.digest('hex');
}

function say(text) {
  process.stderr.write(`signalbox: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
