/** Header names in lower case; node:http's and Fastify's both fit. */
export type CredentialHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The credential that a request carries, or null: `Authorization: Bearer`, then `x-api-key` or
 * `api-key` (as clients of Azure's form send it), then `Authorization: Basic` (the password, or the user name where the password is empty, as curl -u KEY: sends it).
 */
export function credentialFromHeaders(headers: CredentialHeaders): string | null {
  const credential = find(headers);
  // Node reads headers as Latin-1; a bootstrap key may hold any character, and is sent as UTF-8.
  return credential !== null && NOT_ASCII.test(credential)
    ? Buffer.from(credential, 'latin1').toString('utf8')
    : credential;
}

const NOT_ASCII = /[\u0080-\u{10ffff}]/u;

function find(headers: CredentialHeaders): string | null {
  const authorization = one(headers['authorization']);
  if (authorization !== null && /^bearer /i.test(authorization)) {
    const token = authorization.slice(7).trim();
    if (token !== '') return token;
  }
  for (const name of ['x-api-key', 'api-key']) {
    const apiKey = one(headers[name])?.trim() ?? '';
    if (apiKey !== '') return apiKey;
  }
  if (authorization !== null && /^basic /i.test(authorization)) return fromBasic(authorization);
  return null;
}

function fromBasic(authorization: string): string | null {
  const pair = Buffer.from(authorization.slice(6).trim(), 'base64').toString('latin1');
  const colon = pair.indexOf(':');
  const password = colon === -1 ? '' : pair.slice(colon + 1);
  const user = colon === -1 ? pair : pair.slice(0, colon);
  return password !== '' ? password : user !== '' ? user : null;
}

function one(value: string | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : (value[0] ?? null);
}
