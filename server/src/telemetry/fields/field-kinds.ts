import { z } from 'zod';
import { CSV_NULL } from '../../platform/clickhouse/csv.ts';
import { Cost, usd } from '../../platform/money/index.ts';
import { Usage } from '../../protocols/conversation/index.ts';
import {
  flag,
  instant,
  literalMap,
  longText,
  orEmpty,
  orNull,
  text,
  textArray,
  textMap,
} from '../ingest/fields.ts';
import {
  Decimal,
  Int,
  IntOrNull,
  isoOf,
  StatusOrNull,
  TextOrNull,
  toMs,
  toMsOrNull,
} from '../queries/values.ts';
import { beyondCounting, beyondMoney, notSixteenBits, notUuid } from './bounds.ts';
import * as is from './checks.ts';
import { column, hidden, type Kind, type Placement, type Stored, shown } from './line.ts';
import { type ColumnKind, OTHER_KINDS, USAGE_COLUMNS } from './usage-columns.ts';
import { usageOfRow } from './usage-of-row.ts';

// The kinds of fields. An empty text and a status of 0 in a column say that there was none; a number that may be unknown is
// null there, since unknown is not zero.

const kind = <S extends z.ZodType, R extends z.ZodType, A extends z.ZodType, B>(
  whole: Kind<S, R, A, B>,
): Kind<S, R, A, B> => whole;
const stored = <T, R extends z.ZodType, A extends z.ZodType, B>(
  whole: Stored<T, R, A, B>,
): Stored<T, R, A, B> => whole;
const same = <T>(value: T): T => value;

const Count = z.number().int();

/** A UUID: it needs no quotes, since the check sees to what it is. */
export const ID = kind({
  said: z.string(),
  holds: is.isText,
  refusal: notUuid,
  type: 'String',
  write: same,
  read: z.string(),
  api: z.string(),
  show: same,
});

export const NAME = kind({
  said: z.string(),
  holds: is.isText,
  type: 'String',
  write: text,
  read: z.string(),
  api: z.string(),
  show: same,
});

export const NAME_OR_NULL = kind({
  said: z.string().nullable(),
  holds: is.isTextOrNull,
  type: 'String',
  write: orEmpty,
  read: TextOrNull,
  api: z.string().nullable(),
  show: same,
});

/** Of several lines. */
export const MESSAGE_OR_NULL = kind({
  ...NAME_OR_NULL,
  write: (value: string | null) => longText(value ?? ''),
  escaped: true,
});

/** One of a closed list: it needs no quotes. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  kind({
    said: z.enum(words),
    holds: is.isOneOf(words),
    type: 'String',
    write: (value: string) => value,
    read: z.string(),
    api: z.string(),
    show: same,
  });

export const FLAG = kind({
  said: z.boolean(),
  holds: is.isFlag,
  type: 'Bool',
  write: flag,
  read: z.boolean(),
  api: z.boolean(),
  show: same,
});

export const NAMES = kind({
  said: z.array(z.string()),
  holds: is.isTexts,
  type: 'Array(String)',
  write: textArray,
  read: z.array(z.string()),
  api: z.array(z.string()),
  show: same,
});

export const LABELS = kind({
  said: z.record(z.string(), z.string()),
  holds: is.isTextByName,
  type: 'Map(String, String)',
  write: textMap,
  read: z.record(z.string(), z.string()),
  api: z.record(z.string(), z.string()),
  show: same,
});

export const COUNT = kind({
  said: z.number().int().nonnegative(),
  holds: is.isCount,
  type: 'UInt64',
  write: same,
  read: Int,
  api: Count,
  show: same,
});

/** Of 16 bits. */
export const SMALL_COUNT = kind({ ...COUNT, type: 'UInt16', read: Count });

export const COUNT_OR_NULL = kind({
  said: z.number().int().nonnegative().nullable(),
  holds: is.isCountOrNull,
  type: 'Nullable(UInt64)',
  write: orNull,
  read: IntOrNull,
  api: Count.nullable(),
  show: same,
});

/** A span of time in microseconds, which the API shows in milliseconds. */
export const MICROSECONDS = kind({ ...COUNT, api: z.number(), show: toMs });
export const MICROSECONDS_OR_NULL = kind({
  ...COUNT_OR_NULL,
  api: z.number().nullable(),
  show: toMsOrNull,
});
/** Null where the gateway died in the middle: when is not known. */
export const MICROSECONDS_UNLESS_INTERRUPTED = kind({
  ...COUNT,
  api: z.number().nullable(),
  show: (us: number, row: { readonly status: string }) =>
    row.status === 'interrupted' ? null : toMs(us),
});

export const HTTP_STATUS = kind({
  said: z.number().int().nullable(),
  holds: is.isIntOrNull,
  refusal: notSixteenBits,
  type: 'UInt16',
  write: (value: number | null) => value ?? 0,
  read: StatusOrNull,
  api: Count.nullable(),
  show: same,
});

/** A member that older gateways did not say, whose records spools may still hold. */
export function optionalMember<T>({
  said,
  holds,
  refusal = null,
}: {
  readonly said: z.ZodType<T>;
  readonly holds: is.Check;
  readonly refusal?: ((value: T, name: string) => string | null) | null;
}) {
  return {
    said: said.optional(),
    holds: (value: unknown) => value === undefined || holds(value),
    refusal: (value: T | undefined, name: string) =>
      value === undefined || refusal === null ? null : refusal(value, name),
  };
}

/** The same with a column. */
export function optional<T, R extends z.ZodType, A extends z.ZodType, B>(
  whole: Kind<z.ZodType<T | null>, R, A, B>,
) {
  return kind({
    ...whole,
    ...optionalMember<T | null>(whole),
    write: (value: T | null | undefined) => whole.write(value ?? null),
  });
}

/** Absent in what older gateways wrote. */
export const NAME_IF_SAID = kind({
  ...NAME_OR_NULL,
  ...optionalMember({ said: z.string(), holds: is.isText }),
  write: (value: string | undefined) => orEmpty(value ?? null),
});

/** Usage of one kind or all costs are columns of their own (below); these are members of the record. */
export const USAGE = {
  said: Usage.nullable(),
  holds: is.isUsageOrNull,
  refusal: beyondCounting,
};
export const COST = { said: Cost.nullable(), holds: is.isCostOrNull, refusal: beyondMoney };

const COST_USD = stored({
  type: 'Nullable(Decimal(38, 12))',
  write: (cost: Cost | null | undefined) => (cost == null ? CSV_NULL : usd(cost.total)),
  read: Decimal,
  api: Decimal,
  show: same,
});
const COST_BY_KIND = stored({
  type: 'Map(String, Decimal(38, 12))',
  write: (cost: Cost | null | undefined) => (cost == null ? '{}' : literalMap(cost.by_kind, usd)),
  read: z.record(z.string(), z.string()),
  api: z.record(z.string(), z.string()),
  show: same,
});
const PRICE_VERSION = stored({
  ...NAME_OR_NULL,
  write: (cost: Cost | null | undefined) => orEmpty(cost?.price_version ?? null),
});

/** How much of one kind, of the record's usage. */
export function used<K extends ColumnKind, const P extends Placement>(usageKind: K, placement: P) {
  const count = stored({
    ...COUNT_OR_NULL,
    write: (usage: Usage | null | undefined) => orNull(usage?.[usageKind]),
  });
  return column(USAGE_COLUMNS[usageKind], { from: 'record', of: 'usage' }, count, placement);
}

const OTHER: ReadonlySet<string> = new Set(OTHER_KINDS);
const OTHER_USAGE = stored({
  type: 'Map(String, UInt64)',
  write: otherOf,
  read: z.record(z.string(), Int),
  api: Usage,
  show: same,
});

/** Written out, since it runs twice for each request and mostly finds nothing. */
function otherOf(usage: Usage | null | undefined): string {
  for (const kind in usage) {
    if (OTHER.has(kind)) {
      return literalMap(usage, (count, name) => (OTHER.has(name) ? (count ?? null) : null));
    }
  }
  return '{}';
}

/** What of the usage the lists have no column for. */
export const otherUsage = <const P extends Placement>(placement: P) =>
  hidden(column('other_usage', { from: 'record', of: 'usage' }, OTHER_USAGE, placement));

/** All kinds that are known, by their names. */
export const usageByKind = <const S extends string>(where: S) =>
  shown('usage_by_kind', where, Usage, usageOfRow);

/** Decimal text in the API; null: the price is not known. */
export const costUsd = <const P extends Placement>(placement: P) =>
  column('cost_usd', { from: 'record', of: 'cost' }, COST_USD, placement);
export const costByKind = <const P extends Placement>(placement: P) =>
  column('cost_by_kind', { from: 'record', of: 'cost' }, COST_BY_KIND, placement, {
    api: 'cost_by_kind_usd',
  });
export const priceVersion = <const P extends Placement>(placement: P) =>
  column('price_version', { from: 'record', of: 'cost' }, PRICE_VERSION, placement);

/** Microseconds since the epoch as a point in time. */
export const INSTANT = stored({
  type: "DateTime64(6, 'UTC')",
  write: instant,
  read: Int,
  api: z.string(),
  show: isoOf,
});
