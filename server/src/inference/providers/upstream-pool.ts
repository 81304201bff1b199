import { buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { OutboundGuard } from './outbound-guard.ts';

export interface UpstreamPoolOptions {
  /** `https://host:port`. */
  readonly origin: string;
  /** Null: any address may be called. */
  readonly guard: OutboundGuard | null;
  readonly connectTimeoutMs: number;
  /** Null: connect directly. */
  readonly proxy: URL | null;
}

type Connector = buildConnector.connector;
/** Times are kept by each exchange (`dispatchHttp`). */
const NO_TIMEOUTS = { headersTimeout: 0, bodyTimeout: 0 } as const;

/**
 * The connections to one provider: HTTP/1.1, one for each call in flight. Through a proxy, https goes in a tunnel (CONNECT)
 * whose inside only the provider can read, http as the proxy's own request.
 */
export function createUpstreamPool(options: UpstreamPoolOptions): Dispatcher {
  return options.proxy === null ? directPool(options) : proxiedPool(options, options.proxy);
}

function directPool({ origin, guard, connectTimeoutMs }: UpstreamPoolOptions): Dispatcher {
  const connector = buildConnector({
    timeout: connectTimeoutMs,
    allowH2: false,
    ...(guard === null ? {} : { lookup: guard.lookup }),
  });
  const connect: Connector = (target, callback) => {
    try {
      // An address in place of a name is never looked up.
      guard?.checkHost(target.hostname);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    connector(target, callback);
  };
  return new Pool(origin, { connect, ...NO_TIMEOUTS });
}

function proxiedPool(options: UpstreamPoolOptions, proxy: URL): Dispatcher {
  const { origin, guard, connectTimeoutMs } = options;
  const host = new URL(origin).hostname;
  return new ProxyAgent({
    uri: proxy.href,
    connectTimeout: connectTimeoutMs,
    proxyTls: { allowH2: false },
    requestTls: { allowH2: false },
    allowH2: false,
    // Asks the proxy for tunnels; its answer is part of connecting.
    clientFactory: (to, given) => new Pool(to, { ...given, headersTimeout: connectTimeoutMs }),
    // Every new connection passes the guard, as without a proxy. What is connected to is the proxy then, and it resolves
    // the provider's name once more by itself; so the provider's host is checked, whatever the target of the connection.
    factory: (to, given) => {
      const connect = (given as { readonly connect: Connector }).connect;
      if (guard === null) return new Pool(to, { connect, ...NO_TIMEOUTS });
      const guarded: Connector = (target, callback) => {
        guard.check(host).then(
          () => connect(target, callback),
          (error: Error) => callback(error, null),
        );
      };
      return new Pool(to, { connect: guarded, ...NO_TIMEOUTS });
    },
  });
}
