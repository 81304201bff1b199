import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '../../harness/system.ts';

const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
export const PASSWORD = 'correct horse battery';

export interface Person {
  readonly name: string;
  readonly email: string;
  /** The session, as a `Cookie` header holds it. */
  readonly cookie: string;
  readonly csrfToken: string;
}

/** The owner, by the link that the first start left. */
export async function becomeOwner(system: System): Promise<Person> {
  const link = ownerLink(system);
  const owner = { name: 'Olive Owner', email: 'olive@example.com' };
  const answer = await call(system, '/api/v1/auth/owner', {
    token: tokenOf(link),
    password: PASSWORD,
    ...owner,
  });
  return { ...owner, ...(await sessionOf(answer)) };
}

export function ownerLink(system: System): string {
  return readFileSync(join(system.data, 'owner-link'), 'utf8').trim();
}

export interface Grants {
  readonly role: 'viewer' | 'member' | 'admin' | 'owner' | null;
  readonly content?: boolean;
}

/** Somebody invited by the owner who accepted. */
export async function invite(
  system: System,
  owner: Person,
  name: string,
  grants: Grants,
): Promise<Person> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
  const invited = await call(system, '/api/v1/invitations', { email, ...grants }, owner);
  const { link } = (await invited.json()) as { link: string };
  const accepted = await call(system, '/api/v1/auth/accept-invitation', {
    token: tokenOf(link),
    name,
    password: PASSWORD,
  });
  return { name, email, ...(await sessionOf(accepted)) };
}

export function tokenOf(link: string): string {
  const token = new URLSearchParams(new URL(link, 'http://x').hash.slice(1)).get('token');
  if (token === null) throw new Error(`no token in ${link}`);
  return token;
}

/** A call of the API as a person in a browser makes it. */
export async function call(
  system: Pick<System, 'console'>,
  path: string,
  body: unknown,
  person?: Pick<Person, 'cookie' | 'csrfToken'>,
): Promise<Response> {
  const response = await fetch(`${system.console}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // What the list of sign-ins shows.
      'user-agent': USER_AGENT,
      ...(person === undefined ? {} : { cookie: person.cookie, 'x-csrf-token': person.csrfToken }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

async function sessionOf(response: Response): Promise<{ cookie: string; csrfToken: string }> {
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  const me = (await response.json()) as { csrf_token: string };
  if (cookie === undefined) throw new Error('no cookie came with the sign-in');
  return { cookie, csrfToken: me.csrf_token };
}

/** Somebody who is there already. */
export async function signIn(system: System, name: string, email: string): Promise<Person> {
  const answer = await call(system, '/api/v1/auth/sign-in', { email, password: PASSWORD });
  return { name, email, ...(await sessionOf(answer)) };
}
