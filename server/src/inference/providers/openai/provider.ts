import { openaiChat } from '../../../protocols/index.ts';
import { CredentialBlank } from '../credential-blank.ts';
import { dispatchHttp, upstreamBase } from '../http-upstream.ts';
import { OutboundGuard } from '../outbound-guard.ts';
import type { OutboundReach } from '../outbound-reach.ts';
import type { Provider, UpstreamCall } from '../provider.ts';
import { createUpstreamPool } from '../upstream-pool.ts';

export interface OpenAiProviderOptions {
  readonly name: string;
  /** Of any OpenAI-compatible API: what `/chat/completions` is put behind. */
  readonly baseUrl: string;
  /** Sent as Bearer; null where the host wants none. */
  readonly credential: string | null;
  /** Further headers of every call; their values may be credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who is billed, where a call does not say it. */
  readonly organization?: string | null;
  readonly project?: string | null;
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
  const { credential, headers = {}, organization = null, project = null } = options;
  const fixed: Readonly<Record<string, string>> = {
    ...headers,
    ...(credential === null ? {} : { authorization: `Bearer ${credential}` }),
  };
  const account: Readonly<Record<string, string>> = {
    ...(organization === null ? {} : { 'openai-organization': organization }),
    ...(project === null ? {} : { 'openai-project': project }),
  };
  const billed = organization !== null || project !== null;
  return {
    name: options.name,
    kind: 'openai',
    protocol: openaiChat,
    blank: CredentialBlank.of(credential, Object.values(headers)),
    dispatch: (call, handler) =>
      dispatchHttp(pool, base, billed ? withAccount(call, account) : call, handler, fixed),
    async [Symbol.asyncDispose]() {
      // Calls in flight end by themselves; each has its timeouts.
      await pool.close();
      base.deadlines[Symbol.dispose]();
    },
  };
}

/** A client that may name an organization has it billed as it says: our project belongs to another. */
function withAccount(call: UpstreamCall, account: Readonly<Record<string, string>>): UpstreamCall {
  if (call.headers['openai-organization'] !== undefined) return call;
  return { ...call, headers: { ...account, ...call.headers } };
}
