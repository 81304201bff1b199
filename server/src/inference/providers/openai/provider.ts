import { openaiChat } from '../../../protocols/index.ts';
import { CredentialBlank } from '../credential-blank.ts';
import { dispatchHttp, upstreamBase } from '../http-upstream.ts';
import { OutboundGuard } from '../outbound-guard.ts';
import type { OutboundReach } from '../outbound-reach.ts';
import type { Provider } from '../provider.ts';
import { createUpstreamPool } from '../upstream-pool.ts';

export interface OpenAiProviderOptions {
  readonly name: string;
  /** Of any OpenAI-compatible API: what `/chat/completions` is put behind. */
  readonly baseUrl: string;
  /** Sent as Bearer; null where the host wants none. */
  readonly credential: string | null;
  /** Which addresses it may be reached at. */
  readonly reach: OutboundReach;
  readonly connectTimeoutMs: number;
  /** What the host is reached through; absent or null: directly. */
  readonly proxy?: URL | null;
}

/**
 * A host that speaks OpenAI's protocol. HTTP/1.1 with a connection for each call in flight: with HTTP/2, one lost packet or
 * one slow reader would hold up every stream to the host. Throws `config_invalid` for a URL that is none.
 */
export function createOpenAiProvider(options: OpenAiProviderOptions): Provider {
  const base = upstreamBase(options.name, options.baseUrl);
  const guard = options.reach === 'any' ? null : new OutboundGuard(options.name, options.reach);
  const pool = createUpstreamPool({
    origin: base.origin,
    guard,
    connectTimeoutMs: options.connectTimeoutMs,
    proxy: options.proxy ?? null,
  });
  const headers: Record<string, string> =
    options.credential === null ? {} : { authorization: `Bearer ${options.credential}` };
  return {
    name: options.name,
    kind: 'openai',
    protocol: openaiChat,
    blank: CredentialBlank.of(options.credential),
    dispatch: (call, handler) => dispatchHttp(pool, base, call, handler, headers),
    async [Symbol.asyncDispose]() {
      // Calls in flight end by themselves; each has its timeouts.
      await pool.close();
      base.deadlines[Symbol.dispose]();
    },
  };
}
