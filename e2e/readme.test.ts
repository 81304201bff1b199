import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { System, until } from './harness/system.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
/** Fenced blocks by language, without what a reader does not type. `npm start` and `npm test` have tests of their own. */
const blocks = [...readme.matchAll(/^```(sh|js|python)\n(.*?)^```$/gms)]
  .map(([, language = '', code = '']) => ({ language, code }))
  .filter(({ code }) => !/^npm (start|test)/m.test(code));

let system: System;
let folder: string;

beforeAll(async () => {
  // The first run of all installs the engine, as a newcomer's does.
  system = await System.start({ args: [], env: { SIGNALBOX_BOOTSTRAP_KEY: '' } });
  await engineInstalled();
  folder = mkdtempSync(join(tmpdir(), 'signalbox-readme-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}, 500_000);
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** The README says that the engine takes a while the first time; its commands are typed after that. */
async function engineInstalled(): Promise<void> {
  const key = readFileSync(join(system.data, 'bootstrap.key'), 'utf8').trim();
  await until(400, 'the engine to be installed', async () => {
    const response = await fetch(`${system.gateway}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'local/smollm2-135m',
        messages: [{ role: 'user', content: 'hi' }],
        max_tokens: 1,
      }),
    });
    return response.ok;
  });
}

/** As written, but for the ports and the data directory, which are this test's own. */
function localise(code: string): string {
  return code
    .replaceAll(':4100', `:${system.port}`)
    .replaceAll(':4101', `:${system.consolePort}`)
    .replaceAll(/\S+\/bootstrap\.key/g, join(system.data, 'bootstrap.key'));
}

function run(
  command: string,
  args: string[],
  timeout = 200_000,
): { status: number | null; out: string } {
  const done = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout,
    env: {
      ...process.env,
      SIGNALBOX_URL: system.console,
      SIGNALBOX_DATA: system.data,
      SIGNALBOX_API_KEY: readFileSync(join(system.data, 'bootstrap.key'), 'utf8').trim(),
    },
  });
  return { status: done.status, out: `${done.stdout}${done.stderr}` };
}

const typed = blocks
  .map((block, n) => ({ n: n + 1, ...block }))
  .filter(({ language }) => language !== 'python');
const python =
  spawnSync('python3', ['-c', 'import venv, sys; sys.exit(sys.version_info < (3, 9))']).status ===
  0;

describe('the README', () => {
  it('has a first request in curl, Node and Python', () => {
    expect(new Set(blocks.map(({ language }) => language))).toEqual(
      new Set(['sh', 'js', 'python']),
    );
  });

  it.each(typed)(
    'runs as written: block $n ($language)',
    { timeout: 120_000 },
    ({ language, code, n }) => {
      if (language === 'sh') {
        const { status, out } = run('bash', [
          '-euo',
          'pipefail',
          '-c',
          `cd ${ROOT}\n${localise(code)}`,
        ]);
        expect({ status, out }).toMatchObject({ status: 0 });
        expect(out).not.toMatch(/^\{"error"/m);
      } else {
        const file = join(folder, `block-${n}.mjs`);
        writeFileSync(file, localise(code));
        const { status, out } = run(process.execPath, [file]);
        expect({ status, out }).toMatchObject({ status: 0 });
        expect(out).toMatch(/Paris/);
      }
    },
  );

  it.skipIf(!python)('runs as written: Python', { timeout: 300_000 }, () => {
    const venv = join(folder, 'venv');
    expect(run('python3', ['-m', 'venv', venv]).status).toBe(0);
    const installed = run(join(venv, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      'openai',
    ]);
    expect(installed).toMatchObject({ status: 0 });
    for (const { code } of blocks.filter(({ language }) => language === 'python')) {
      const file = join(folder, 'block.py');
      writeFileSync(file, localise(code));
      const { status, out } = run(join(venv, 'bin/python'), [file]);
      expect({ status, out }).toMatchObject({ status: 0 });
      expect(out).toMatch(/Paris/);
    }
  });
});
