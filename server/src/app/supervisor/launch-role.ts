import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { childEnvironment } from './child-environment.ts';
import type { RoleName } from './roles.ts';

/** What runs a role: arguments for node, the script first. */
export type RoleCommand = (role: RoleName) => readonly string[];

/** Roles that start when first needed leave the machine to the others. */
const LOW_PRIORITY = 10;

/**
 * Node's flags by role. A gateway's objects live as long as a request: a young generation that holds all in flight costs
 * it 5 to 10% less CPU a request, and a quarter less memory under load, than the default that promotes them.
 */
export const NODE_FLAGS: Readonly<Record<RoleName, readonly string[]>> = {
  control: [],
  telemetry: [],
  gateway: [
    '--min-semi-space-size=16',
    '--max-semi-space-size=64',
    // Bodies lie outside of V8's heap. Without this, a full collection is made for every 64 MB of them that pass through,
    // which was a quarter of all CPU time at 32 KB a request.
    '--external-memory-accounted-in-global-limit',
  ],
  engine: [],
};

/**
 * Starts a role's process. Detached, in a session of its own: the terminal's Ctrl-C reaches the supervisor alone, which
 * drains the roles in their order.
 */
export function launchRole(
  role: RoleName,
  command: RoleCommand,
  env: Readonly<Record<string, string | undefined>>,
): ChildProcess {
  const child = spawn(process.execPath, [...NODE_FLAGS[role], ...command(role)], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment(role, env),
  });
  if (role === 'engine' && child.pid !== undefined) lowerPriority(child.pid);
  return child;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, LOW_PRIORITY);
  } catch {
    // It ended already, or the system does not allow it: slower for others at worst.
  }
}
