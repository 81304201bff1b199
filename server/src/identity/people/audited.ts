import type { Transaction } from 'kysely';
import { type AuditEntry, recordAudit } from '../../platform/audit/index.ts';
import type { DB } from '../../platform/postgres/index.ts';

/** The parts of a public call that its audit row needs: there is no caller yet. */
export interface PublicCall {
  readonly requestId: string;
  readonly ip?: string;
}

/** Writes the audit row of what someone did to come in. They are the actor from then on. */
export function auditPerson(
  trx: Transaction<DB>,
  call: PublicCall,
  user: { readonly id: string; readonly organisation_id: string },
  entry: Pick<AuditEntry, 'action' | 'target' | 'before' | 'after'> &
    Partial<Pick<AuditEntry, 'actor'>>,
): Promise<void> {
  return recordAudit(trx, {
    actor: { kind: 'user', id: user.id },
    organisationId: user.organisation_id,
    projectId: null,
    environmentId: null,
    requestId: call.requestId,
    ip: call.ip ?? null,
    ...entry,
  });
}
