import { createOpenAiProvider } from '../openai/provider.ts';
import { TestProxy } from '../testing/test-proxy.ts';
import { providerContract, type Subject } from './provider-contract.ts';
import { ScriptedHost, scripted } from './scripted-host.ts';

async function start(
  options: { readonly encoded?: boolean; readonly proxied?: boolean } = {},
): Promise<Subject> {
  const stack = new AsyncDisposableStack();
  const host = stack.use(await ScriptedHost.start(null, options.encoded));
  const proxy = options.proxied ? stack.use(await TestProxy.start({ port: host.port })) : null;
  const provider = createOpenAiProvider({
    name: 'host',
    baseUrl: proxy === null ? `http://127.0.0.1:${host.port}/v1` : 'http://provider.test/v1',
    credential: 'sk-1',
    reach: 'any',
    connectTimeoutMs: 2_000,
    proxy: proxy?.url ?? null,
  });
  return { provider, host: stack, hungUp: () => host.hungUp, received: () => host.received };
}

providerContract('a host over HTTP', { ...scripted, start: () => start() });

providerContract('a host over HTTP that compresses', {
  ...scripted,
  start: () => start({ encoded: true }),
});

providerContract('a host behind a proxy', {
  ...scripted,
  start: () => start({ proxied: true }),
});
