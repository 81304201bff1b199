import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionCookie } from '../../platform/http/index.ts';

export const SESSION_COOKIE = 'signalbox_session';

/** The cookie of this request, and how its answer changes it. Scripts cannot read it, other sites cannot send it along. */
export function sessionCookieOf(request: FastifyRequest, reply: FastifyReply): SessionCookie {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(request),
  } as const;
  return {
    token: request.cookies[SESSION_COOKIE] ?? null,
    set: (token, maxAge) => void reply.setCookie(SESSION_COOKIE, token, { ...options, maxAge }),
    clear: () => void reply.clearCookie(SESSION_COOKIE, options),
  };
}

/**
 * Whether the browser speaks https, to us or to a proxy before us. A header may lie here: whoever writes it only makes
 * their own cookie stricter.
 */
function isSecure(request: FastifyRequest): boolean {
  const { origin, 'x-forwarded-proto': forwarded } = request.headers;
  return (
    request.protocol === 'https' ||
    (typeof origin === 'string' && origin.startsWith('https://')) ||
    (typeof forwarded === 'string' && forwarded.split(',')[0]?.trim() === 'https')
  );
}
