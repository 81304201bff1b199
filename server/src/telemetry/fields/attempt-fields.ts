import * as kinds from './field-kinds.ts';
import { field, hidden, member, readColumn } from './line.ts';

const SHOWN = { in: 'attempts', shown: 'attempts' } as const;
const KEPT = { in: 'attempts', shown: 'nowhere' } as const;
const SAID = 'attempt';

/**
 * What is said, kept and shown of one call to one target, a line each, in the order of the API. Times count from when the
 * request began. What is optional is absent in what older gateways wrote, which spools may still hold.
 */
export const ATTEMPT_FIELDS = [
  /** From 1; it stands in no record. */
  readColumn('attempt', kinds.SMALL_COUNT, SHOWN),
  field('provider', SAID, kinds.NAME, SHOWN),
  field('model', SAID, kinds.NAME, SHOWN),
  /** Null: the provider's own, or none. */
  field('credential_id', SAID, kinds.optional(kinds.NAME_OR_NULL), SHOWN),
  field('status', SAID, kinds.oneOf(['ok', 'error', 'aborted']), SHOWN),
  field('http_status', SAID, kinds.HTTP_STATUS, SHOWN),
  field('error_code', SAID, kinds.NAME_OR_NULL, SHOWN),
  field('reason', SAID, kinds.NAME_IF_SAID, SHOWN, {
    help: 'Why it was made: `first`; `retry`, the same target again; `rotate`, with another credential; `fallback`, another target; `hedge`, another one beside it, since it was slow; `without_usage`, again without asking for usage. Null: not recorded.',
  }),
  /** What the provider itself called its error. */
  field('upstream_code', SAID, kinds.optional(kinds.NAME_OR_NULL), SHOWN),
  field('error_message', SAID, kinds.optional(kinds.NAME_OR_NULL), SHOWN),
  /** The provider's own id of the call. */
  field('upstream_request_id', SAID, kinds.optional(kinds.NAME_OR_NULL), SHOWN),
  field('start_us', SAID, kinds.MICROSECONDS, SHOWN, { api: 'start_ms' }),
  /** First byte of the answer's body. */
  field('first_byte_us', SAID, kinds.MICROSECONDS_OR_NULL, SHOWN, { api: 'first_byte_ms' }),
  field('end_us', SAID, kinds.MICROSECONDS, SHOWN, { api: 'end_ms' }),
  /** Absent: the request's usage and cost belong to its last attempt, and the others have none. */
  member('usage', SAID, kinds.optionalMember(kinds.USAGE)),
  kinds.used('input', SHOWN),
  kinds.used('cached_input', SHOWN),
  kinds.used('cache_write', SHOWN),
  kinds.used('output', SHOWN),
  kinds.used('reasoning', SHOWN),
  hidden(kinds.used('input_audio', SHOWN)),
  hidden(kinds.used('output_audio', SHOWN)),
  hidden(kinds.used('images', SHOWN)),
  kinds.otherUsage(SHOWN),
  kinds.usageByKind(SHOWN.shown),
  /** Null: it is not known. */
  member('cost', SAID, kinds.optionalMember(kinds.COST)),
  kinds.costUsd(SHOWN),
  kinds.costByKind(KEPT),
  kinds.priceVersion(KEPT),
] as const;
