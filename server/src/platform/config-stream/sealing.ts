import type { Logger } from '../log/index.ts';
import { sealTo } from '../secrets/sealed.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { DigestedOp } from './state.ts';
import type { WireOp } from './types.ts';

/** A member of an entity that is a secret: where its ciphertext is stored, and which roles are given it. */
interface SealedMember {
  readonly member: string;
  readonly table: string;
  readonly roles: readonly string[];
  /** What the others see of it: `null`, or nothing at all. */
  readonly withheld: 'null' | 'absent';
}

/** By kind. Declared by the features, put together in `app/context.ts`. */
export type SealedMembers = Readonly<Record<string, readonly SealedMember[]>>;

export interface Receiver {
  readonly role: string;
  readonly publicKey: string | null;
}

/** What a sealed text is bound to: it opens for no other member of no other entity. */
export function sealingContext(kind: string, id: string, member: string): string {
  return JSON.stringify(['config', kind, id, member]);
}

/** Turns the ciphertexts of control's store into texts that one receiver can open, or takes them out. */
export class Sealer {
  readonly #members: SealedMembers;
  readonly #secrets: Secrets;
  readonly #log: Logger;

  constructor(members: SealedMembers, secrets: Secrets, log: Logger) {
    this.#members = members;
    this.#secrets = secrets;
    this.#log = log;
  }

  async seal(op: DigestedOp, receiver: Receiver): Promise<WireOp> {
    const members = this.#members[op.kind];
    if (members === undefined || op.value === null) return op;
    const value: Record<string, unknown> = { ...op.value };
    const sealed: string[] = [];
    for (const { member, table, roles, withheld } of members) {
      const ciphertext = value[member];
      if (typeof ciphertext !== 'string') continue;
      const plain =
        receiver.publicKey !== null && roles.includes(receiver.role)
          ? this.#decrypt(ciphertext, table, op.id, member)
          : null;
      if (plain === null || receiver.publicKey === null) {
        if (withheld === 'null') value[member] = null;
        else delete value[member];
        continue;
      }
      const context = sealingContext(op.kind, op.id, member);
      value[member] = await sealTo(receiver.publicKey, plain, context);
      sealed.push(member);
    }
    return { kind: op.kind, id: op.id, value, digest: op.digest, sealed };
  }

  /** One damaged secret must not stop the configuration of everything else. */
  #decrypt(ciphertext: string, table: string, row: string, column: string): string | null {
    try {
      return this.#secrets.decrypt(ciphertext, { table, row, column });
    } catch (error) {
      this.#log.error({ err: error, table, row }, 'a secret cannot be decrypted and is left out');
      return null;
    }
  }
}
