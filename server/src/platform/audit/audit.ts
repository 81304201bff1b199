import type { Transaction } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { DB } from '../postgres/index.ts';

/** Who did what to which thing. */
export interface AuditEntry {
  readonly actor: { readonly kind: 'key' | 'bootstrap' | 'user' | 'system'; readonly id: string };
  /** `key.create`, `provider.update`: kind of thing, then what was done. */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly organisationId: string | null;
  readonly projectId: string | null;
  readonly environmentId: string | null;
  /** The thing as it was and as it is; null where there was or is none. Members that name a secret are masked. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly requestId: string | null;
  readonly ip: string | null;
}

/** Columns that hold a secret, its ciphertext or its hash: the entry shows that they changed, never to what. */
const SECRET =
  /^(secret|secret_hash|credential|header_values|payload_key|hash|password|token|api_key)$/;
const MASK = '[secret]';
const CHANGED = '[secret, changed]';

/** Writes an audit row in the transaction of the change: both are there or neither. Rows can never be changed. */
export async function recordAudit(trx: Transaction<DB>, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('audit_log')
    .values({
      id: newId<'audit'>(),
      organisation_id: entry.organisationId,
      project_id: entry.projectId,
      environment_id: entry.environmentId,
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id,
      action: entry.action,
      target_kind: entry.target.kind,
      target_id: entry.target.id,
      before: masked(entry.before, null),
      after: masked(entry.after, entry.before),
      request_id: entry.requestId,
      ip: entry.ip,
    })
    .execute();
}

function masked(value: AuditEntry['after'], before: AuditEntry['before']): string | null {
  if (value === null) return null;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (!SECRET.test(name) || member === null || member === undefined) return [name, member];
        return [name, before !== null && before[name] !== member ? CHANGED : MASK];
      }),
    ),
  );
}
