import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { childEnvironment } from './child-environment.ts';
import { ROLES, type RoleName } from './roles.ts';

/** What runs a role: arguments for node, the script first. */
export type RoleCommand = (role: RoleName) => readonly string[];

/** Roles that start when first needed leave the machine to the others. */
const LOW_PRIORITY = 10;

/**
 * For a role whose objects live as long as a request or a frame. A young generation that holds all in flight costs 5 to 10%
 * less CPU a request, and a quarter less memory under load, than the default that promotes them.
 */
const SHORT_LIVES = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=64',
  // Bodies lie outside of V8's heap. Without this, a full collection is made for every 64 MB of them that pass through,
  // which was a quarter of all CPU time at 32 KB a request.
  '--external-memory-accounted-in-global-limit',
  // What is held for delivery comes and goes each second, several times the size of the heap: by its default V8 takes that for
  // growth and collects all of a heap of 25 MB, in which nothing died, twice a second.
  '--heap-growing-percent=100',
] as const;

/** Node's flags for a role. */
export const nodeFlags = (role: RoleName): readonly string[] =>
  ROLES[role].shortLives ? SHORT_LIVES : [];

/**
 * Starts a role's process. Detached, in a session of its own: the terminal's Ctrl-C reaches the supervisor alone, which
 * drains the roles in their order.
 */
export function launchRole(
  role: RoleName,
  command: RoleCommand,
  env: Readonly<Record<string, string | undefined>>,
): ChildProcess {
  const child = spawn(process.execPath, [...nodeFlags(role), ...command(role)], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment(role, env),
  });
  if (ROLES[role].lowPriority && child.pid !== undefined) lowerPriority(child.pid);
  return child;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, LOW_PRIORITY);
  } catch {
    // It ended already, or the system does not allow it: slower for others at worst.
  }
}
