import type { Transaction } from 'kysely';
import type { AuditEntry } from '../audit/index.ts';
import { recordAudit } from '../audit/index.ts';
import { type ConfigOp, recordConfigChange } from '../config-stream/index.ts';
import type { Caller } from '../http/index.ts';
import type { Database, DB } from '../postgres/index.ts';
import { claim, type IdempotentCall, keepAnswer } from './idempotency.ts';

/** The parts of an endpoint's call that a mutation needs. */
export interface MutationCall {
  readonly caller: Caller;
  readonly params: unknown;
  readonly body: unknown;
  readonly requestId: string;
  readonly ip?: string;
  readonly headers: { readonly ifMatch: string | null; readonly idempotencyKey: string | null };
}

export type Audited = Pick<AuditEntry, 'action' | 'target' | 'before' | 'after'> & {
  /** Null: the change belongs to the organisation or the installation. Absent: to the caller's project. */
  readonly projectId?: string | null;
};

/** What a change did: its answer, its audit rows, and what the roles must hear of it. */
export interface Change<T> {
  readonly answer: T;
  /** Several where it concerns several projects or things; none where all was so already. */
  readonly audit: Audited | readonly Audited[];
  readonly ops: readonly ConfigOp[];
}

export interface Mutated<T> {
  readonly answer: T;
  /** Of the configuration that contains the change; null where no role needs to hear of it. */
  readonly generation: number | null;
}

/**
 * Makes a change in one transaction with its audit row, its place in the configuration's order and, where the call has
 * an Idempotency-Key, its answer: all are there or none. A repeated call answers what the first did, without a change.
 */
export type Mutate = <T>(
  operationId: string,
  call: MutationCall,
  change: (trx: Transaction<DB>) => Promise<Change<T>>,
) => Promise<Mutated<T>>;

export function createMutate(db: Database): Mutate {
  return <T>(
    operationId: string,
    call: MutationCall,
    change: (trx: Transaction<DB>) => Promise<Change<T>>,
  ) =>
    db.transaction().execute(async (trx): Promise<Mutated<T>> => {
      const idempotent = idempotentOf(operationId, call);
      if (idempotent !== null) {
        const first = await claim(trx, idempotent);
        if (first !== null) return first.answer as Mutated<T>;
      }
      const { answer, audit, ops } = await change(trx);
      for (const one of [audit].flat()) await recordAudit(trx, entryOf(call, one));
      // Last, since it holds the configuration's one head from here to the commit.
      const generation = ops.length === 0 ? null : await recordConfigChange(trx, [...ops]);
      const mutated = { answer, generation };
      if (idempotent !== null) await keepAnswer(trx, idempotent, mutated);
      return mutated;
    });
}

function idempotentOf(operationId: string, call: MutationCall): IdempotentCall | null {
  const { idempotencyKey } = call.headers;
  if (idempotencyKey === null) return null;
  return {
    callerKeyId: call.caller.keyId,
    organisationId: call.caller.organisationId,
    projectId: call.caller.projectId,
    operationId,
    idempotencyKey,
    request: [call.params ?? null, call.body ?? null],
  };
}

function entryOf(call: MutationCall, audit: Audited): AuditEntry {
  const { caller } = call;
  const projectId = audit.projectId === undefined ? caller.projectId : audit.projectId;
  return {
    actor: { kind: caller.kind, id: caller.keyId },
    action: audit.action,
    target: audit.target,
    before: audit.before,
    after: audit.after,
    organisationId: caller.organisationId,
    projectId,
    environmentId: projectId === caller.projectId ? caller.environmentId : null,
    requestId: call.requestId,
    ip: call.ip ?? null,
  };
}
