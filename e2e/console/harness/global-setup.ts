import type { TestProject } from 'vitest/node';
import { System } from '../../harness/system.ts';
import { launchBrowser } from './browser-server.ts';
import { becomeOwner, invite, type Person } from './people.ts';
import { seed } from './seed.ts';

/** What the test files get of the one system that they share. */
export interface Shared {
  readonly browser: string;
  readonly gateway: string;
  readonly console: string;
  readonly data: string;
  readonly owner: Person;
  readonly member: Person;
  /** In the organisation without the right to see prompts and answers. */
  readonly viewer: Person;
  /** Seeded requests, oldest first. */
  readonly requestIds: readonly string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    shared: Shared;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [system, browser] = await Promise.all([System.start(), launchBrowser()]);
  const stop = async () => {
    await browser.close();
    await system[Symbol.asyncDispose]();
  };
  try {
    const owner = await becomeOwner(system);
    const [member, viewer, requestIds] = await Promise.all([
      invite(system, owner, 'Mia Member', { role: 'member' }),
      invite(system, owner, 'Vic Viewer', { role: 'viewer' }),
      seed(system),
    ]);
    project.provide('shared', {
      browser: browser.wsEndpoint(),
      gateway: system.gateway,
      console: system.console,
      data: system.data,
      owner,
      member,
      viewer,
      requestIds,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
