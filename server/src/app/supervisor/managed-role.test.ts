import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { ManagedRole } from './managed-role.ts';
import { DEFAULT_POLICY } from './restart-policy.ts';

/** Says that it is ready; whom it started holds its channel open for longer than it lives itself. */
const ROLE = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 5000)'], {
    stdio: ['ignore', 'ignore', 'ignore', 3],
  });
  process.send({ type: 'ready' });
`;

it('is stopped when its process has ended, though its channel is still open', async () => {
  let child: ChildProcess | undefined;
  const role = new ManagedRole({
    role: 'telemetry',
    launch: () => {
      child = spawn(process.execPath, ['-e', ROLE], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      return child;
    },
    onNeed: () => undefined,
    onTrouble: () => undefined,
    policy: DEFAULT_POLICY,
  });
  await role.start();
  const exited = once(child!, 'exit');
  role.kill();
  await exited;
  expect(child!.connected).toBe(true);
  await role.stop(1_000);
});
