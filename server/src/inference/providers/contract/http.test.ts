import type { RemoteKindName } from '../../provider-kinds.ts';
import type { AiSdkKind } from '../ai-sdk/models.ts';
import { createHttpProvider } from '../http/provider.ts';
import { TestProxy } from '../testing/test-proxy.ts';
import { providerContract, type Subject } from './provider-contract.ts';
import { ScriptedHost, scripted } from './scripted-host.ts';

interface StartOptions {
  readonly kind?: HttpKind;
  readonly encoded?: boolean;
  readonly proxied?: boolean;
}

/** In which header each kind sends a credential. */
const CREDENTIALS = {
  openai: { authorization: 'Bearer sk-1' },
  azure: { 'api-key': 'sk-1' },
  anthropic: { 'x-api-key': 'sk-1', 'anthropic-version': '2023-06-01' },
  gemini: { 'x-goog-api-key': 'sk-1' },
  vertex: { 'x-goog-api-key': 'sk-1' },
} as const satisfies Readonly<Record<Exclude<RemoteKindName, AiSdkKind>, object>>;
type HttpKind = keyof typeof CREDENTIALS;

async function start({ kind = 'openai', encoded, proxied }: StartOptions = {}): Promise<Subject> {
  const stack = new AsyncDisposableStack();
  const host = stack.use(await ScriptedHost.start(null, encoded));
  const proxy = proxied ? stack.use(await TestProxy.start({ port: host.port })) : null;
  const provider = createHttpProvider({
    kind,
    name: 'host',
    baseUrl: proxy === null ? `http://127.0.0.1:${host.port}/v1` : 'http://provider.test/v1',
    credential: 'sk-1',
    reach: 'any',
    connectTimeoutMs: 2_000,
    proxy: proxy?.url ?? null,
  });
  return {
    provider,
    host: stack,
    hungUp: () => host.hungUp,
    received: () => host.received,
    credential: CREDENTIALS[kind],
  };
}

for (const kind of Object.keys(CREDENTIALS) as HttpKind[])
  providerContract(`a host over HTTP (${kind})`, { ...scripted, start: () => start({ kind }) });

providerContract('a host over HTTP that compresses', {
  ...scripted,
  start: () => start({ encoded: true }),
});

providerContract('a host behind a proxy', {
  ...scripted,
  start: () => start({ proxied: true }),
});
