import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalProvider } from '../local/provider.ts';
import { providerContract } from './provider-contract.ts';
import { ScriptedHost, scripted } from './scripted-host.ts';

providerContract('the engine of this machine', {
  ...scripted,
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'sbx-contract-'));
    const socket = join(folder, 'engine.sock');
    const host = await ScriptedHost.start(socket);
    const provider = createLocalProvider({
      name: 'local',
      socket,
      key: randomBytes(32),
      role: 'gateway',
      need: () => true,
    });
    return {
      provider,
      host: {
        async [Symbol.asyncDispose]() {
          await host[Symbol.asyncDispose]();
          await rm(folder, { recursive: true, force: true });
        },
      },
      hungUp: () => host.hungUp,
      received: () => host.received,
    };
  },
});
