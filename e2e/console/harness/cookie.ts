import type { BrowserContext } from 'playwright-core';
import type { Person } from './people.ts';

/** Signs a browser profile in without its pages. */
export async function signInWithCookie(
  context: BrowserContext,
  origin: string,
  person: Person,
): Promise<void> {
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
}
