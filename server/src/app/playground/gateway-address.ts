import type { Config } from '../../platform/config/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';

/** Where the gateways of this host listen, as control reaches them. */
export interface GatewayAddress {
  readonly host: string;
  readonly port: number;
}

/** An address that means "every one of this host" is reached by the loopback. */
export function gatewayAddress({ host, port }: Pick<Config, 'host' | 'port'>): GatewayAddress {
  if (host === '0.0.0.0') return { host: '127.0.0.1', port };
  return { host: host === '::' ? '::1' : host, port };
}

export function gatewayUnreachable({ host, port }: GatewayAddress, cause: unknown): SignalboxError {
  return new SignalboxError(
    'gateway_unreachable',
    `no gateway answers on ${host}:${port}`,
    'Start one on this host (`signalbox serve`, or `--role gateway` with the same --port); while it restarts, try again in some seconds.',
    { cause, details: { retry_after_seconds: 2 } },
  );
}

export function gatewayUrl({ host, port }: GatewayAddress, path: string): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
}
