import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { SignalboxError } from '../errors/index.ts';
import type { DB } from '../postgres/index.ts';

export interface IdempotentCall {
  readonly callerKeyId: string;
  readonly organisationId: string;
  readonly projectId: string;
  readonly operationId: string;
  readonly idempotencyKey: string;
  /** What was asked: the same key with another request is a conflict. */
  readonly request: unknown;
}

/**
 * Claims the call's key in its transaction. Answers with what the first call answered, or null where this is the first;
 * then `keepAnswer` must follow in the same transaction. Rows are pruned after a day (platform/jobs). A second call that comes while the first is under way waits.
 */
export async function claim(
  trx: Transaction<DB>,
  call: IdempotentCall,
): Promise<{ readonly answer: unknown } | null> {
  const requestHash = sha256(JSON.stringify([call.operationId, call.projectId, call.request]));
  const claimed = await trx
    .insertInto('idempotency_keys')
    .values({
      caller_key_id: call.callerKeyId,
      idempotency_key: sha256(call.idempotencyKey),
      organisation_id: call.organisationId,
      project_id: call.projectId,
      operation_id: call.operationId,
      request_hash: requestHash,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('caller_key_id')
    .executeTakeFirst();
  if (claimed !== undefined) return null;
  const first = await rowOf(trx, call).selectAll().executeTakeFirstOrThrow();
  if (first.request_hash !== requestHash) {
    throw new SignalboxError(
      'conflict',
      'this Idempotency-Key was used with another request',
      'Use a new key for a new request; repeat a request as it was.',
    );
  }
  return { answer: open(String(first.response), call) };
}

/** Keeps what is answered, sealed: it may hold a secret that is shown once. */
export async function keepAnswer(
  trx: Transaction<DB>,
  call: IdempotentCall,
  answer: unknown,
): Promise<void> {
  await trx
    .updateTable('idempotency_keys')
    .set({ status: 200, response: JSON.stringify(seal(JSON.stringify(answer), call)) })
    .where('caller_key_id', '=', call.callerKeyId)
    .where('idempotency_key', '=', sha256(call.idempotencyKey))
    .execute();
}

function rowOf(trx: Transaction<DB>, call: IdempotentCall) {
  return trx
    .selectFrom('idempotency_keys')
    .where('caller_key_id', '=', call.callerKeyId)
    .where('idempotency_key', '=', sha256(call.idempotencyKey));
}

/**
 * AES-256-GCM under a key that only the caller's own Idempotency-Key gives (HKDF, RFC 5869): stored is a hash of that,
 * so that nobody who reads the database, master key in hand or not, reads a secret out of a kept answer.
 */
function seal(text: string, call: IdempotentCall): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(call), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function open(sealed: string, call: IdempotentCall): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(call), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}

function keyOf(call: IdempotentCall): Buffer {
  const info = `signalbox idempotency ${call.callerKeyId} ${call.operationId}`;
  return Buffer.from(hkdfSync('sha256', call.idempotencyKey, '', info, 32));
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}
