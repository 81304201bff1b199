// A process as `signalbox serve` starts it, with roles that only say what happens to them. Run with node:
//   fake-main.ts supervisor <arguments of loadConfig>
//   fake-main.ts <role> <arguments of loadConfig>
// Each role writes lines `<event> <role> <pid>` to DATA/events, and fails as FAKE_FAIL (`role:fatal|retry|wait`) says.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, loadConfig, toArguments } from '../../../platform/config/index.ts';
import { SignalboxError } from '../../../platform/errors/index.ts';
import type { StartRole } from '../../roles/role.ts';
import { runRole } from '../../run-role.ts';
import type { RoleCommand } from '../launch-role.ts';
import { registerProcess } from '../run-files.ts';
import { Supervisor } from '../supervisor.ts';

const FAKE = import.meta.filename;

export function fakeCommand(config: Config): RoleCommand {
  return (role) => [FAKE, role, ...toArguments(config)];
}

const startFake =
  (role: string): StartRole =>
  async ({ config, need, stopping }) => {
    const note = (event: string): void =>
      appendFileSync(join(config.data, 'events'), `${event} ${role} ${process.pid}\n`);
    note('start');
    const [failing, how] = (process.env['FAKE_FAIL'] ?? '').split(':');
    if (failing === role && how === 'wait') {
      await sleep(60_000, undefined, { signal: stopping }).catch(() => stopping.throwIfAborted());
    }
    if (failing === role) {
      throw new SignalboxError(
        how === 'fatal' ? 'secret_key_wrong' : 'store_failed',
        `the fake ${role} fails`,
        'Do nothing.',
      );
    }
    const server = createServer((request, response) => {
      if (request.url === '/need') need('engine');
      if (request.url === '/crash') process.nextTick(() => fail('a bug'));
      response.end(String(process.pid));
    });
    if (role === 'gateway') {
      await new Promise<void>((resolve) =>
        server.listen({ port: config.port, host: config.host, reusePort: true }, resolve),
      );
    } else setInterval(() => undefined, 1_000);
    note('ready');
    return {
      ...(role === 'engine' ? { done: sleep(300) } : {}),
      async drain() {
        note('drain');
        server.close();
        server.closeAllConnections();
        await sleep(Number(process.env['FAKE_DRAIN_MS'] ?? 50));
        note('end');
      },
    };
  };

function fail(why: string): never {
  throw new Error(why);
}

async function main(): Promise<number> {
  const [what = '', ...args] = process.argv.slice(2);
  const config = loadConfig(args, process.env);
  if (what !== 'supervisor') {
    return await runRole({
      role: what,
      config,
      load: async () => startFake(what),
      register: () =>
        process.send === undefined
          ? { [Symbol.dispose]: () => undefined }
          : registerProcess(config.data, what),
    });
  }
  const supervisor = new Supervisor({
    config,
    env: process.env,
    command: fakeCommand(config),
    launchPostgres: null,
    terminal: { say: () => undefined, warn: () => undefined },
  });
  await supervisor.start();
  process.stdout.write('ready\n');
  await new Promise(() => undefined);
  return 0;
}

if (process.argv[1] === FAKE) {
  const code = await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    return 1;
  });
  process.exit(code);
}
