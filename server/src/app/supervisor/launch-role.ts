import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { childEnvironment } from './child-environment.ts';
import type { RoleName } from './roles.ts';

/** What runs a role: arguments for node, the script first. */
export type RoleCommand = (role: RoleName) => readonly string[];

/** Roles that start when first needed leave the machine to the others. */
const LOW_PRIORITY = 10;

/**
 * Node's flags by role. Heaps grow only as far as these before they are collected, which keeps idle memory small; each
 * limit is several times of what the role was seen to need under load.
 */
const NODE_FLAGS: Readonly<Record<RoleName, readonly string[]>> = {
  control: [],
  telemetry: [],
  gateway: [],
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
