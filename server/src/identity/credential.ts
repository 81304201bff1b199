/** Header names in lower case; node:http's and Fastify's both fit. */
export type CredentialHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Read before all others, so that a client may carry a credential of its provider's where that is looked for. */
export const OWN_KEY_HEADER = 'x-signalbox-key';
/** As clients of Anthropic, Azure and Google send it. */
const KEY_HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key'] as const;

/**
 * The credential that a request carries, or null: `x-signalbox-key`, then `Authorization: Bearer`, then the headers of the
 * providers' own clients, then `Authorization: Basic` (the password, or the user name where the password is empty, as curl -u
 * KEY: sends it).
 */
export function credentialFromHeaders(headers: CredentialHeaders): string | null {
  return asText(find(headers));
}

/** As above; else from the address, where Google's clients may put it (`?key=`). `target`: path and query. */
export function credentialOf(headers: CredentialHeaders, target: string): string | null {
  return credentialFromHeaders(headers) ?? keyInQuery(target);
}

function keyInQuery(target: string): string | null {
  const query = target.indexOf('?');
  if (query === -1) return null;
  const key = new URLSearchParams(target.slice(query)).get('key');
  return key === null || key === '' ? null : key;
}

function asText(credential: string | null): string | null {
  // Node reads headers as Latin-1; a bootstrap key may hold any character, and is sent as UTF-8.
  return credential !== null && NOT_ASCII.test(credential)
    ? Buffer.from(credential, 'latin1').toString('utf8')
    : credential;
}

const NOT_ASCII = /[\u0080-\u{10ffff}]/u;

function find(headers: CredentialHeaders): string | null {
  const own = one(headers[OWN_KEY_HEADER])?.trim() ?? '';
  if (own !== '') return own;
  const authorization = one(headers['authorization']);
  if (authorization !== null && /^bearer /i.test(authorization)) {
    const token = authorization.slice(7).trim();
    if (token !== '') return token;
  }
  for (const name of KEY_HEADERS) {
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
