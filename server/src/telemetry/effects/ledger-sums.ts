import { USAGE_KIND_NAMES, type UsageKind } from '../../protocols/conversation/index.ts';
import { type RequestEnd, spentBy } from '../record.ts';

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
  attempts: number;
  errors: number;
  unpriced_requests: number;
  costPico: bigint;
  /** When the latest of the requests began, microseconds since the epoch. */
  lastUsedUs: number;
  readonly used: Record<UsageKind, bigint>;
}

/** The sums of one frame by the ledger's key. */
export class LedgerSums {
  readonly #sums = new Map<string, LedgerSum>();

  /**
   * Counts the request at the target that it ended with, and each attempt, with what it used and cost, at its own. A request
   * without an attempt is booked like one: of older gateways some have usage all the same.
   */
  add(end: RequestEnd, day: string): void {
    const last = this.#sumOf(end, day, end.provider, end.model ?? end.requested_model);
    last.requests += 1;
    if (isFailure(end.status)) last.errors += 1;
    if (end.cost === null) last.unpriced_requests += 1;
    if (end.attempts.length === 0) spend(last, end);
    for (const attempt of end.attempts) {
      const sum = this.#sumOf(end, day, attempt.provider, attempt.model);
      sum.attempts += 1;
      spend(sum, spentBy(end, attempt));
    }
  }

  #sumOf(end: RequestEnd, day: string, ofProvider: string | null, ofModel: string): LedgerSum {
    const provider = name(ofProvider);
    const model = name(ofModel);
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
    sum.lastUsedUs = Math.max(sum.lastUsedUs, end.started_at_us);
    return sum;
  }

  /** In the order of the ledger's key, so that transactions of several processes take its rows in one order. */
  ordered(): LedgerSum[] {
    return [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }
}

function isFailure(status: RequestEnd['status']): boolean {
  return status === 'error' || status === 'interrupted';
}

function spend(sum: LedgerSum, { usage, cost }: Pick<RequestEnd, 'usage' | 'cost'>): void {
  if (cost !== null) sum.costPico += BigInt(cost.total);
  if (usage === null) return;
  for (const kind of USAGE_KIND_NAMES) {
    const count = usage[kind];
    if (count !== undefined) sum.used[kind] += BigInt(count);
  }
}

const NOTHING_USED = Object.fromEntries(USAGE_KIND_NAMES.map((kind) => [kind, 0n])) as Readonly<
  Record<UsageKind, bigint>
>;

function nothing(): Pick<
  LedgerSum,
  'requests' | 'attempts' | 'errors' | 'unpriced_requests' | 'costPico' | 'lastUsedUs' | 'used'
> {
  return {
    requests: 0,
    attempts: 0,
    errors: 0,
    unpriced_requests: 0,
    costPico: 0n,
    lastUsedUs: 0,
    used: { ...NOTHING_USED },
  };
}

/** A model's name comes from a client: PostgreSQL takes no NUL in a text. */
function name(value: string | null): string {
  return (value ?? '').slice(0, MAX_NAME_CHARS).replaceAll('\0', '\ufffd');
}
