import type { Usage } from '../../protocols/conversation/index.ts';
import type { RequestEnd } from '../record.ts';

/** Part of the ledger's primary key, so bounded: an index entry of PostgreSQL holds 2.7 kB. */
const MAX_NAME_CHARS = 200;

/** What a frame adds to one row of the ledger. */
export interface LedgerSum {
  readonly day: string;
  readonly organisation_id: string;
  readonly project_id: string;
  readonly environment_id: string;
  readonly key_id: string;
  readonly provider: string;
  readonly model: string;
  requests: number;
  errors: number;
  unpriced_requests: number;
  costPico: bigint;
  /** When the latest of the requests began, microseconds since the epoch. */
  lastUsedUs: number;
  readonly tokens: Record<keyof Usage, bigint>;
}

/** The sums of one frame by the ledger's key. */
export class LedgerSums {
  readonly #sums = new Map<string, LedgerSum>();

  add(end: RequestEnd, day: string): void {
    const provider = name(end.provider);
    const model = name(end.model ?? end.requested_model);
    const key = `${day}/${end.project_id}/${end.environment_id}/${end.key_id}/${provider}\n${model}`;
    let sum = this.#sums.get(key);
    if (sum === undefined) {
      const { organisation_id, project_id, environment_id, key_id } = end;
      sum = {
        day,
        organisation_id,
        project_id,
        environment_id,
        key_id,
        provider,
        model,
        ...nothing(),
      };
      this.#sums.set(key, sum);
    }
    sum.requests += 1;
    sum.lastUsedUs = Math.max(sum.lastUsedUs, end.started_at_us);
    if (isFailure(end.status)) sum.errors += 1;
    if (end.cost === null) sum.unpriced_requests += 1;
    else sum.costPico += BigInt(end.cost.total);
    if (end.usage !== null) {
      for (const kind of Object.keys(sum.tokens) as (keyof Usage)[]) {
        const count = end.usage[kind];
        if (count !== undefined) sum.tokens[kind] += BigInt(count);
      }
    }
  }

  /** In the order of the ledger's key, so that transactions of several processes take its rows in one order. */
  ordered(): LedgerSum[] {
    return [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }
}

function isFailure(status: RequestEnd['status']): boolean {
  return status === 'error' || status === 'interrupted';
}

function nothing(): Pick<
  LedgerSum,
  'requests' | 'errors' | 'unpriced_requests' | 'costPico' | 'lastUsedUs' | 'tokens'
> {
  return {
    requests: 0,
    errors: 0,
    unpriced_requests: 0,
    costPico: 0n,
    lastUsedUs: 0,
    tokens: {
      input: 0n,
      cached_input: 0n,
      cache_write: 0n,
      output: 0n,
      reasoning: 0n,
      input_audio: 0n,
      output_audio: 0n,
      images: 0n,
    },
  };
}

/** A model's name comes from a client: PostgreSQL takes no NUL in a text. */
function name(value: string | null): string {
  return (value ?? '').slice(0, MAX_NAME_CHARS).replaceAll('\0', '\ufffd');
}
