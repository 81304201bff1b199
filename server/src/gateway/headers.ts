import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialBlank } from '../inference/index.ts';

/**
 * Client's headers that a provider gets. Left out on purpose: the credential (it is ours), cookies, `openai-organization`
 * and `openai-project` (a client would choose who is billed on the operator's account), `idempotency-key` (clients that share
 * one provider account could be handed each other's answers), and everything that names the client.
 */
const TO_PROVIDER = ['accept', 'openai-beta'] as const;

/**
 * Provider's headers that a client gets, besides `x-ratelimit-*`: what an SDK reads to retry well, and what tells where time
 * went. Never a cookie, and not `openai-organization`, which names the operator's account.
 */
const TO_CLIENT = new Set([
  'content-type',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
  'openai-processing-ms',
  'openai-version',
]);

/** What providers call their own id of a call: OpenAI and most; Anthropic; Azure; Bedrock. */
const REQUEST_IDS = ['x-request-id', 'request-id', 'apim-request-id', 'x-amzn-requestid'] as const;
const MAX_ID_CHARS = 200;

/** By which the provider's support finds the call; null where the answer has none. */
export function upstreamRequestId(
  headers: Readonly<Record<string, string>>,
  blank?: CredentialBlank | null,
): string | null {
  for (const name of REQUEST_IDS) {
    const id = headers[name]?.slice(0, MAX_ID_CHARS);
    if (id !== undefined) return blank?.inText(id) ?? id;
  }
  return null;
}

export function headersToProvider(headers: IncomingHttpHeaders): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const name of TO_PROVIDER) {
    const value = headers[name];
    if (typeof value === 'string') forwarded[name] = value;
  }
  return forwarded;
}

/**
 * As a flat list of names and values, which `writeHead` takes without copying. The provider's own id of the request goes under
 * a name of ours, since `x-request-id` is the gateway's. The provider's credential is blanked in all of them.
 */
export function headersToClient(
  headers: Readonly<Record<string, string>>,
  blank?: CredentialBlank | null,
): string[] {
  const forwarded: string[] = [];
  const id = upstreamRequestId(headers, blank);
  if (id !== null) forwarded.push('x-signalbox-upstream-request-id', id);
  for (const name in headers) {
    if (TO_CLIENT.has(name) || name.startsWith('x-ratelimit-')) {
      const value = headers[name] ?? '';
      forwarded.push(name, blank?.inText(value) ?? value);
    }
  }
  return forwarded;
}
