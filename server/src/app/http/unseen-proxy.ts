import type { FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/log/index.ts';

/** What was first seen of a proxy that is not trusted. */
export interface UnseenProxy {
  /** Its address: what everybody behind it is taken for. */
  readonly address: string;
  readonly since: string;
}

export interface ProxyWatch {
  readonly note: (request: FastifyRequest) => void;
  readonly seen: () => UnseenProxy | null;
}

/**
 * Notices a proxy that is not among `--trusted-proxies`. All who come through it are one address then: whoever of them fails to
 * sign in too often locks out all the others, and the audit names the proxy. Said once in the log, and on the System page.
 */
export function watchProxies(log: Logger): ProxyWatch {
  let seen: UnseenProxy | null = null;
  return {
    seen: () => seen,
    note({ headers, ip, socket }) {
      if (seen !== null) return;
      const forwards = headers['x-forwarded-for'] ?? headers['forwarded'];
      // Where the peer is trusted, what is told is another's address.
      if (forwards === undefined || ip !== socket.remoteAddress) return;
      seen = { address: ip, since: new Date().toISOString() };
      log.warn(
        { address: ip },
        'calls come through a proxy that is not trusted: all who use it count as one address, so that failed sign-ins of one lock out all. Name it with --trusted-proxies',
      );
    },
  };
}
