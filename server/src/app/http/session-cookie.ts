import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInCookie } from '../../platform/http/index.ts';

const PLAIN = 'signalbox_session';
/** A browser takes this name only over https, from this very host and for all of it: no sibling domain can set it (RFC 6265bis). */
const OF_HOST = `__Host-${PLAIN}`;

/** The token that a request brings, or null. Over https, only under the name that nobody else can have set. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  const { cookies } = request;
  return cookies[OF_HOST] ?? (saysHttps(request) ? null : (cookies[PLAIN] ?? null));
}

/** The cookie of this request, and how its answer changes it. Scripts cannot read it, other sites cannot send it along. */
export function sessionCookieOf(request: FastifyRequest, reply: FastifyReply): SignInCookie {
  const secure = isSecure(request);
  const name = secure ? OF_HOST : PLAIN;
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    token: sessionTokenOf(request),
    set: (token, maxAge) => void reply.setCookie(name, token, { ...options, maxAge }),
    clear: () => void reply.clearCookie(name, options),
  };
}

/**
 * Whether the browser speaks https, to us or to a proxy before us. A header may lie here: whoever writes it only makes
 * their own cookie stricter.
 */
export function isSecure(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  return saysHttps(request) || (typeof origin === 'string' && origin.startsWith('https://'));
}

/** By the connection or its proxy, and not by the page that the call comes from, which may be another site's. */
function saysHttps(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-proto'];
  return (
    request.protocol === 'https' ||
    (typeof forwarded === 'string' && forwarded.split(',')[0]?.trim() === 'https')
  );
}
