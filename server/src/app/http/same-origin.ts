import { SignalboxError } from '../../platform/errors/index.ts';
import type { Presented } from './authorise.ts';

/** Carries the token that `GET auth/me` gives to the pages of the console. */
export const CSRF_HEADER = 'x-csrf-token';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Throws `csrf_refused` for a change that a browser sends from a page of another site: by Sec-Fetch-Site where the
 * browser says it (it does on https and on localhost), else by Origin. What says neither is no browser.
 */
export function checkSameOrigin({ method, headers }: Presented): void {
  if (SAFE.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin') throw refused('the call comes from a page of another site');
    return;
  }
  const { origin, host } = headers;
  if (origin === undefined) return;
  if (typeof origin !== 'string' || hostOf(origin) !== host)
    throw refused('the call comes from a page of another site');
}

/** Throws `csrf_refused` unless a change carries the token of its sign-in. */
export function checkCsrfToken(
  { method, headers }: Presented,
  isToken: (given: string) => boolean,
): void {
  if (SAFE.has(method)) return;
  const given = headers[CSRF_HEADER];
  if (typeof given !== 'string' || !isToken(given))
    throw refused(`the call lacks the ${CSRF_HEADER} of this sign-in`);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function refused(message: string): SignalboxError {
  return new SignalboxError(
    'csrf_refused',
    message,
    `Send \`csrf_token\` of GET /api/v1/auth/me as ${CSRF_HEADER}, from a page of this console; or use a key.`,
  );
}
