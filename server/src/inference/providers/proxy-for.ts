import { bypassesProxy } from '../../lib/no-proxy.ts';
import type { Config } from '../../platform/config/index.ts';

/** The proxy that a provider with this base URL is called through; null where it is called directly. */
export function proxyFor(
  baseUrl: string,
  config: Pick<Config, 'httpsProxy' | 'httpProxy' | 'noProxy'>,
): URL | null {
  const url = URL.parse(baseUrl);
  if (url === null || bypassesProxy(url, config.noProxy)) return null;
  return url.protocol === 'https:' ? config.httpsProxy : config.httpProxy;
}
