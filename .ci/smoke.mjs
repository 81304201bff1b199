// A newcomer's first minutes: a clean clone in an empty home directory, `npm start`, a first answer of the local model
// through curl, its trace found by the API. Prints the time of each step.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const began = Date.now();
const step = (name) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  ${name}`);
const folder = mkdtempSync(join(tmpdir(), 'signalbox-smoke-'));
// As root, the embedded PostgreSQL runs under another user, which must pass through to its data.
chmodSync(folder, 0o711);
const clone = join(folder, 'signalbox');
const home = join(folder, 'home');
const data = join(folder, 'data');
const [port, consolePort] = [await freePort(), await freePort()];
const env = {
  PATH: process.env.PATH,
  HOME: home,
  TMPDIR: tmpdir(),
  LANG: process.env.LANG ?? 'C.UTF-8',
};
for (const name of Object.keys(process.env))
  if (
    /^npm_config_(registry|cafile|proxy|https_proxy|noproxy)$|^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|https?_proxy|no_proxy)$/i.test(
      name,
    )
  )
    env[name] = process.env[name];
let child = null;

try {
  execFileSync('mkdir', ['-p', home]);
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${process.cwd()}`, clone], {
    env,
    stdio: 'inherit',
  });
  step('cloned');
  await start();
  step('npm start is ready');
  const key = readFileSync(join(data, 'bootstrap.key'), 'utf8').trim();
  const { answer, requestId } = chat(key);
  step(`first answer: ${answer}`);
  const trace = await findTrace(key, requestId);
  step(`its trace: ${trace.model}, ${trace.input_tokens} + ${trace.output_tokens} tokens`);
  await stop();
  step('npm returned after SIGTERM');
  const again = Date.now();
  await start();
  step(`second start ready after ${((Date.now() - again) / 1000).toFixed(1)} s`);
  await stop();
  step('stopped');
} finally {
  if (child !== null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

async function start() {
  child = spawn(
    'npm',
    ['start', '--', '--port', String(port), '--console-port', String(consolePort), '--data', data],
    { cwd: clone, env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  child.on('exit', (code) => {
    child = null;
    if (code !== 0) fail(`npm start ended with ${code}`);
  });
  await until(
    300,
    'npm start to be ready',
    async () => (await fetch(`http://127.0.0.1:${consolePort}/readyz`).catch(() => null))?.ok,
  );
}

async function stop() {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  if (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))
    fail('npm returned but the gateway still answers');
}

function chat(key) {
  for (let attempt = 1; ; attempt++) {
    const body = JSON.stringify({
      model: 'local/smollm2-135m',
      messages: [{ role: 'user', content: 'What is the capital of France?' }],
    });
    const out = execFileSync(
      'curl',
      [
        '-sS',
        '-i',
        `http://127.0.0.1:${port}/v1/chat/completions`,
        '-H',
        `Authorization: Bearer ${key}`,
        '-H',
        'Content-Type: application/json',
        '-d',
        body,
      ],
      { encoding: 'utf8' },
    );
    const [head, ...rest] = out.split('\r\n\r\n');
    const status = Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]);
    const requestId = /^x-request-id: (.*)$/im.exec(head)?.[1].trim();
    if (status === 200)
      return { answer: JSON.parse(rest.join('\r\n\r\n')).choices[0].message.content, requestId };
    // The engine may still be installing itself: 503 with retry-after is what the caller is told to wait for.
    if (status !== 503 || attempt === 10) fail(`the first chat was answered with ${out}`);
    step('the engine is not ready yet');
  }
}

async function findTrace(key, requestId) {
  let found = null;
  await until(15, `the trace ${requestId}`, async () => {
    const response = await fetch(`http://127.0.0.1:${consolePort}/api/v1/requests/${requestId}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    if (response.ok) found = await response.json();
    return response.ok;
  });
  return found;
}

async function until(seconds, what, probe) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await probe())) {
    if (Date.now() > deadline) fail(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}

function fail(text) {
  console.error(`smoke: ${text}`);
  if (child !== null) child.kill('SIGTERM');
  process.exit(1);
}
