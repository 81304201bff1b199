import { z } from 'zod';
import type { Secrets } from '../platform/secrets/index.ts';
import { readHeaders } from './providers/static-headers.ts';

const MOST = 32;

/** Headers that make up the connection or the message, and those that have a field of their own. */
const NOT_STATIC: ReadonlySet<string> = new Set([
  ...['accept-encoding', 'connection', 'content-encoding', 'content-length', 'content-type'],
  ...['expect', 'host', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['authorization', 'openai-organization', 'openai-project'],
]);

const HeaderName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9!#$%&'*+.^_`|~-]*$/i, 'the name of an HTTP header')
  .refine(
    (name) => !NOT_STATIC.has(name.toLowerCase()),
    'this header is set by the gateway, or has a field of its own (credential, openai_organization, openai_project)',
  );
const HeaderValue = z
  .string()
  .max(4000)
  .regex(
    /^[!-~\u00a0-\u00ff]([\t -~\u00a0-\u00ff]*[!-~\u00a0-\u00ff])?$/,
    'a value of an HTTP header',
  );

/** What a caller states of static headers: whole, or (with null for one that goes) a change of those that are there. */
export const StaticHeaders = z
  .record(HeaderName, HeaderValue)
  .refine((headers) => Object.keys(headers).length <= MOST, `at most ${MOST} headers`);
export const HeaderChanges = z
  .record(HeaderName, HeaderValue.nullable())
  .refine((headers) => Object.keys(headers).length <= 2 * MOST, `at most ${MOST} headers`);

/** Names in lower case and in order, so that the same headers are the same text. */
export function changedHeaders(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const headers = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), value);
  }
  return Object.fromEntries([...headers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a row has of static headers. */
export interface HeaderColumns {
  readonly header_names: string[];
  readonly header_values: string | null;
}

const place = (id: string) => ({ table: 'providers', row: id, column: 'header_values' });

export function storedHeaders(
  secrets: Secrets,
  id: string,
  headers: Readonly<Record<string, string>>,
): HeaderColumns {
  const names = Object.keys(headers);
  if (names.length === 0) return { header_names: [], header_values: null };
  return {
    header_names: names,
    header_values: secrets.encrypt(JSON.stringify(headers), place(id)),
  };
}

/** As the row has them where they are the same, since no two ciphertexts are alike. */
export function storedChange(
  secrets: Secrets,
  row: HeaderColumns & { readonly id: string },
  changes: Readonly<Record<string, string | null>> | undefined,
  moved: boolean,
): HeaderColumns {
  const { id, header_names, header_values } = row;
  // Values may be credentials: another host gets none of them.
  if (moved) return storedHeaders(secrets, id, changedHeaders({}, changes ?? {}));
  if (changes === undefined) return { header_names, header_values };
  const before =
    header_values === null ? {} : readHeaders(secrets.decrypt(header_values, place(id)));
  const after = changedHeaders(before, changes);
  return JSON.stringify(after) === JSON.stringify(before)
    ? { header_names, header_values }
    : storedHeaders(secrets, id, after);
}
