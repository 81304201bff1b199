import type { Answer, Management } from './management.ts';

/** A browser that is signed in: its calls carry the cookie, and the token that a page would add. */
export interface Browser {
  readonly userId: string;
  readonly email: string;
  readonly cookie: string;
  readonly csrf: string;
  readonly call: (
    method: string,
    path: string,
    options?: { readonly body?: unknown; readonly headers?: Record<string, string> },
  ) => Promise<Answer>;
}

export const PASSWORD = 'correct horse battery staple';
let count = 0;

/** Invites somebody with these rights, and lets them accept. */
export async function invited(management: Management, given: object): Promise<Browser> {
  count += 1;
  const email = `person${count}@example.com`;
  const invitation = await management.call('POST', '/api/v1/invitations', {
    body: { email, ...given },
  });
  if (invitation.status !== 201) throw new Error(invitation.text);
  const accepted = await management.call('POST', '/api/v1/auth/accept-invitation', {
    key: null,
    body: {
      token: tokenOf(invitation.body.link),
      name: `Person ${count}`,
      password: PASSWORD,
    },
  });
  return browserOf(management, accepted);
}

export function tokenOf(link: string): string {
  return link.split('#token=')[1] ?? '';
}

export function signIn(
  management: Management,
  email: string,
  password = PASSWORD,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return management.call('POST', '/api/v1/auth/sign-in', {
    key: null,
    headers,
    body: { email, password },
  });
}

/** What a browser holds after an answer that signed it in. */
export function browserOf(management: Management, answer: Answer): Browser {
  if (answer.status !== 200) throw new Error(answer.text);
  const cookie = cookieOf(answer);
  const csrf: string = answer.body.csrf_token;
  return {
    userId: answer.body.user.id,
    email: answer.body.user.email,
    cookie,
    csrf,
    call: (method, path, { body, headers = {} } = {}) =>
      management.call(method, path, {
        key: null,
        body,
        headers: { cookie, ...(method === 'GET' ? {} : { 'x-csrf-token': csrf }), ...headers },
      }),
  };
}

/** `name=value` of the cookie that an answer sets. */
export function cookieOf(answer: Answer): string {
  return setCookieOf(answer).split(';')[0] ?? '';
}

export function setCookieOf(answer: Answer): string {
  const header = answer.headers['set-cookie'];
  return String(Array.isArray(header) ? header[0] : header);
}
