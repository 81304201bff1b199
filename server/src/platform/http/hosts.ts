import { SignalboxError } from '../errors/index.ts';

/** Whether an address of a peer or a name of a host means this machine and nothing else. */
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.(?:\d{1,3}\.){2}\d{1,3}$|^::1$/;

export const isLoopbackAddress = (address: string | undefined): boolean =>
  LOOPBACK_ADDRESS.test(address ?? '');

/** Names that no resolver but this machine's own decides about (RFC 6761: `localhost` and all below it). */
export function isLoopbackHost(hostname: string): boolean {
  return isLoopbackAddress(hostname) || /(?:^|\.)localhost$/.test(hostname);
}

/** The name in a Host header, lower-case, without port and brackets; null where it is no such header. */
export function hostnameOf(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host);
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

export interface HostRule {
  /** What the port is bound to. */
  readonly boundTo: string;
  /** `--allowed-hosts`: names with commas between. */
  readonly allowed: string | null;
  /** Addresses of the configuration at which it is reached, too. */
  readonly urls?: readonly (string | null)[];
}

/**
 * What a port that is bound to this machine only answers for. A page of another site can have its own name resolve to
 * 127.0.0.1 (DNS rebinding) and then reads what this port answers; it cannot choose the Host header that its browser sends. So a
 * foreign name gets 421 (RFC 9110, 15.5.20). A port that is open to a network answers for any.
 */
export function createHostCheck(rule: HostRule): (host: string | undefined) => void {
  if (!isLoopbackHost(rule.boundTo)) return () => undefined;
  const names = new Set(
    (rule.allowed ?? '')
      .split(',')
      .map((name) => hostnameOf(name.trim()))
      .filter((name) => name !== null),
  );
  for (const url of rule.urls ?? [])
    if (url !== null && URL.canParse(url)) names.add(new URL(url).hostname.replace(/^\[|\]$/g, ''));
  return (host) => {
    // HTTP/1.0; browsers always send one.
    if (host === undefined) return;
    const name = hostnameOf(host);
    if (name !== null && (isLoopbackHost(name) || names.has(name))) return;
    throw new SignalboxError(
      'host_not_allowed',
      `this port answers for this machine only, and not for the host "${host.slice(0, 200)}"`,
      'Where a proxy stands before it, name its host with --allowed-hosts or SIGNALBOX_ALLOWED_HOSTS; to open the port to a network, see --host.',
    );
  };
}

/** Whether a call comes from this machine itself, and not through something that forwards others' calls. */
export function isFromThisMachine(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  peer: string | undefined,
): boolean {
  const { host } = headers;
  const name = typeof host === 'string' ? hostnameOf(host) : null;
  return (
    isLoopbackAddress(peer) &&
    headers['x-forwarded-for'] === undefined &&
    headers['forwarded'] === undefined &&
    (host === undefined || (name !== null && isLoopbackHost(name)))
  );
}

/** Who may see what names models, providers and processes, from elsewhere than this machine. Throws `scope_missing`. */
export function requireObserver(scopes: ReadonlySet<string>): void {
  if (scopes.has('system:read')) return;
  throw new SignalboxError(
    'scope_missing',
    'the key does not have the scope "system:read"',
    'Ask from this machine, or use a key that has it.',
  );
}
