import type { UsageRow } from '../../observe/types.ts';
import type { UsageFilter } from '../../observe/usage-question.ts';
import { joinValues, splitValues } from '../../ui/filter-bar/filters.ts';

export const SPENDERS = ['user', 'key', 'tag', 'model'] as const;
export type SpenderName = (typeof SPENDERS)[number];

/** Who or what requests are added up by. */
export interface Spender {
  readonly name: SpenderName;
  readonly label: string;
  /** What usage is grouped by. */
  readonly group: string;
  /** A request may belong to several: the rows add up to more than the total. */
  readonly several: boolean;
  /** Who it is, as its row is known by; null: requests without any. */
  idOf(row: UsageRow): string | null;
  /** Finds the requests of one; null: those without any. */
  searchOf(row: UsageRow | null): { readonly [name: string]: string };
  /** Why there is no row. */
  readonly none: string;
}

const of = (name: 'user' | 'key' | 'tag', label: string, none: string): Spender => ({
  name,
  label,
  group: name,
  several: name === 'tag',
  idOf: (row) => textOf(row[name]),
  searchOf: (row) => ({ [name]: joinValues([row === null ? '' : (textOf(row[name]) ?? '')]) }),
  none,
});

const BY_NAME: Readonly<Record<SpenderName, Spender>> = {
  user: of('user', 'User', 'No request here names its user: send x-signalbox-user.'),
  key: of('key', 'Key', 'No request in this time range.'),
  tag: of('tag', 'Tag', 'No request here has a tag: send x-signalbox-tags.'),
  model: {
    name: 'model',
    label: 'Model',
    group: 'provider,model',
    several: false,
    idOf: (row) => (textOf(row.model) === null ? null : `${row.provider}/${row.model}`),
    searchOf: (row) =>
      row === null
        ? { model: joinValues(['']) }
        : {
            model: joinValues([textOf(row.model) ?? '']),
            provider: joinValues([textOf(row.provider) ?? '']),
          },
    none: 'No request here came to a model.',
  },
};

export function spenderOf(name: string | undefined): Spender {
  return BY_NAME[SPENDERS.find((one) => one === name) ?? 'user'];
}

/** Requests without any such name; null where the filter leaves none of them. */
export function filterOfNone(spender: Spender, filter: UsageFilter): UsageFilter | null {
  const { name } = spender;
  const wanted = filter[name];
  if (wanted !== undefined && !splitValues(wanted).includes('')) return null;
  return { ...filter, [name]: joinValues(['']) };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined || value === '' ? null : String(value);
}
