import { hash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { recordAudit } from '../../platform/audit/index.ts';
import type { Database, DB } from '../../platform/postgres/index.ts';
import { linkFileOf } from './owner-link-file.ts';
import { isToken, mintToken } from './session.ts';

export const OWNER_LINK_MS = 24 * 3_600_000;

/** The page that takes a link's token. Behind a `#`, which no browser sends and no proxy logs. */
export function ownerLinkPath(token: string): string {
  return `/welcome#token=${token}`;
}

/** Makes a link in the transaction of its audit row. */
export async function insertOwnerLink(
  trx: Transaction<DB>,
  organisationId: string,
  createdBy: string,
): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: Date }> {
  const id = newId<'owner-link'>();
  const token = mintToken();
  const expiresAt = new Date(Date.now() + OWNER_LINK_MS);
  await trx
    .insertInto('owner_links')
    .values({
      id,
      organisation_id: organisationId,
      token_hash: hash('sha256', token, 'hex'),
      created_by: createdBy,
      expires_at: expiresAt,
    })
    .execute();
  return { id, token, expiresAt };
}

/** The link of this token where it still opens, locked until the transaction ends. */
export function openOwnerLink(trx: Kysely<DB>, token: string) {
  return trx
    .selectFrom('owner_links')
    .selectAll()
    .where('token_hash', '=', hash('sha256', token, 'hex'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .forUpdate()
    .executeTakeFirst();
}

/**
 * While the installation has no owner who could sign in: sees to it that a link which opens stands in the file
 * `owner-link` of the data directory, and answers with that file's path. Otherwise removes the file; null.
 */
export async function provisionOwnerLink(
  db: Database,
  dataDirectory: string,
  consoleAddress: string,
): Promise<string | null> {
  const file = linkFileOf(dataDirectory);
  return await db.transaction().execute(async (trx) => {
    // The lock makes two starts follow each other.
    const { default_organisation_id: organisationId } = await trx
      .selectFrom('installation')
      .select('default_organisation_id')
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (organisationId === null || (await hasOwner(trx, organisationId))) {
      file.remove();
      return null;
    }
    const written = new URLSearchParams(file.read()?.split('#')[1] ?? '').get('token') ?? '';
    if (isToken(written) && (await openOwnerLink(trx, written)) !== undefined) return file.path;
    const { id, token, expiresAt } = await insertOwnerLink(trx, organisationId, 'control');
    await recordAudit(trx, {
      actor: { kind: 'system', id: 'control' },
      action: 'owner_link.create',
      target: { kind: 'owner_link', id },
      organisationId,
      projectId: null,
      environmentId: null,
      before: null,
      after: { expires_at: expiresAt.toISOString() },
      requestId: null,
      ip: null,
    });
    file.write(`${consoleAddress}${ownerLinkPath(token)}`);
    return file.path;
  });
}

async function hasOwner(db: Kysely<DB>, organisationId: string): Promise<boolean> {
  const owner = await db
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('role', '=', 'owner')
    .where('password_hash', 'is not', null)
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined;
}
