import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the protocol between roles; a caller of another version is refused with both versions named. */
export const LINK_VERSION = 1;

const FILE = 'link.key';

/** Reads the installation's link secret, making it (mode 0600, atomically) where there is none. */
export function loadLinkKey(dataDirectory: string): Buffer {
  const path = join(dataDirectory, FILE);
  const read = (): Buffer => Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return read();
}

/** The bearer token with which `role` calls the others. */
export function linkToken(key: Buffer, role: string): string {
  return `${role}.${createHmac('sha256', key).update(`signalbox-link-${LINK_VERSION}:${role}`).digest('base64url')}`;
}

/** The role that a token proves, or null. */
export function verifyLinkToken(key: Buffer, token: string): string | null {
  const role = token.slice(0, Math.max(0, token.indexOf('.')));
  const expected = Buffer.from(linkToken(key, role));
  const given = Buffer.from(token);
  return role !== '' && given.length === expected.length && timingSafeEqual(given, expected)
    ? role
    : null;
}
