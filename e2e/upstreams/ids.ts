import { randomBytes } from 'node:crypto';

/** `call_` and letters and digits, in the number that hosts use. */
export function newId(prefix: string, length: number): string {
  let id = '';
  while (id.length < length) id += randomBytes(48).toString('base64').replaceAll(/[+/=]/g, '');
  return prefix + id.slice(0, length);
}
