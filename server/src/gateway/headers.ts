import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialBlank } from '../inference/index.ts';
import type { Protocol } from '../protocols/index.ts';

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

/**
 * The headers of a client that a provider gets: those that its protocol lists, those that say who is billed (`accountToo`) where
 * the provider lets clients say it, and no other.
 */
export function headersToProvider(
  headers: IncomingHttpHeaders,
  { headers: { toProvider, account } }: Protocol,
  accountToo: boolean,
): Record<string, string> {
  const forwarded: Record<string, string> = {};
  take(forwarded, headers, toProvider);
  if (accountToo) take(forwarded, headers, account);
  return forwarded;
}

function take(
  into: Record<string, string>,
  headers: IncomingHttpHeaders,
  names: readonly string[],
): void {
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') into[name] = value;
  }
}

/**
 * The headers of a provider that a client gets, those that its protocol lists, as a flat list of names and values, which
 * `writeHead` takes without copying. The provider's own id of the request goes under a name of ours, since `x-request-id` is
 * the gateway's. The provider's credential is blanked in all of them.
 */
export function headersToClient(
  headers: Readonly<Record<string, string>>,
  { headers: { toClient, toClientPrefix } }: Protocol,
  blank?: CredentialBlank | null,
): string[] {
  const forwarded: string[] = [];
  const id = upstreamRequestId(headers, blank);
  if (id !== null) forwarded.push('x-signalbox-upstream-request-id', id);
  for (const name in headers) {
    if (toClient.has(name) || name.startsWith(toClientPrefix)) {
      const value = headers[name] ?? '';
      forwarded.push(name, blank?.inText(value) ?? value);
    }
  }
  return forwarded;
}

/** Of a provider's headers those that mean the same in every protocol; the others speak of its own. */
const IN_EVERY_PROTOCOL = ['retry-after', 'retry-after-ms', 'x-should-retry'] as const;

/** As `headersToClient`, for a client of another protocol than the provider's, who gets an answer of `contentType`. */
export function translatedHeaders(
  headers: Readonly<Record<string, string>>,
  contentType: string,
  blank?: CredentialBlank | null,
): string[] {
  const forwarded = ['content-type', contentType];
  const id = upstreamRequestId(headers, blank);
  if (id !== null) forwarded.push('x-signalbox-upstream-request-id', id);
  for (const name of IN_EVERY_PROTOCOL) {
    const value = headers[name];
    if (value !== undefined) forwarded.push(name, blank?.inText(value) ?? value);
  }
  return forwarded;
}
