import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where the build leaves a place for the nonce of each answer. */
const NONCE = '__CSP_NONCE__';
const NONCE_BYTES = 16;
const YEAR_SECONDS = 31_536_000;

/**
 * Serves the console's files: those under `/assets` are named after their content and kept by browsers for ever, every other
 * address outside `/api` is the page itself, which finds its way by the address. Where the console was not built, says so.
 */
export async function mountConsole(app: FastifyInstance, folder: string): Promise<void> {
  const file = join(folder, 'index.html');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      globIgnore: ['**/index.html', '**/*.gz', '**/*.br'],
      // The build put a compressed file beside each.
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const kept = path.includes('/assets/');
        reply.header(
          'cache-control',
          kept ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
        );
        for (const [name, value] of Object.entries(FILE_HEADERS)) reply.header(name, value);
      },
    });
  }
  const schema = { hide: true };
  const answer = (reply: FastifyReply) =>
    page === null
      ? reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
      : sendPage(reply, page);
  app.get('/', { schema }, (_request, reply) => answer(reply));
  app.get('/*', { schema }, (request, reply) => {
    // A wrong address of the API is told as such, and never as a page.
    if (/^\/(api|assets)(\/|$|\?)/.test(request.url)) return reply.callNotFound();
    return answer(reply);
  });
}

const NOT_BUILT =
  'The console was not built: `npm start` builds it. The API under /api works without.\n';

const FILE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      ...FILE_HEADERS,
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    })
    .send(page.replaceAll(NONCE, nonce));
}

/** No inline script, no style without the nonce, nothing from another host, and no page may frame this one. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
