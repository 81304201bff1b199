import { TraceLink } from '../../observe/trace-link.tsx';
import { Count } from '../../ui/count.tsx';
import type { Column } from '../../ui/data-table/index.ts';
import { formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import styles from './spend.module.css';
import type { SpendRow, SpendTable } from './spend-table.ts';
import type { Spender } from './spender.ts';

const NO_PRICE = 'Of none of these requests the price is known.';

/** Each figure leads to the requests behind it. */
export function spendColumns(
  spender: Spender,
  { total, cut }: { readonly total: SpendTable['total'] | undefined; readonly cut: boolean },
): readonly Column<SpendRow>[] {
  const whole = Number(total?.cost_usd ?? 0);
  return [
    {
      id: 'name',
      header: spender.label,
      width: 200,
      grow: 1,
      // Of a part, the first by name are not the first of all.
      ...(cut ? {} : { sort: 'name' }),
      render: (row) => <Name row={row} />,
    },
    {
      id: 'cost',
      header: 'Cost',
      width: 104,
      align: 'right',
      sort: 'cost_usd',
      render: ({ sums }) => <Money usd={sums.cost_usd} why={NO_PRICE} />,
    },
    {
      id: 'share',
      header: 'Share of cost',
      width: 104,
      align: 'right',
      render: ({ sums: { cost_usd } }) =>
        formatPercent(cost_usd === null || whole === 0 ? null : Number(cost_usd) / whole),
    },
    {
      id: 'requests',
      header: 'Requests',
      width: 96,
      align: 'right',
      sort: 'requests',
      render: ({ sums }) => <Count value={sums.requests} />,
    },
    {
      id: 'mean',
      header: 'Cost a request',
      width: 116,
      align: 'right',
      render: ({ sums: { cost_usd, priced_requests } }) => (
        <Money
          usd={cost_usd === null ? null : (Number(cost_usd) / priced_requests).toPrecision(6)}
          why={NO_PRICE}
        />
      ),
    },
    {
      id: 'errors',
      header: 'Failed',
      width: 84,
      align: 'right',
      sort: 'errors',
      render: ({ sums, search }) =>
        search === null ? (
          <Count value={sums.errors} />
        ) : (
          <TraceLink search={{ ...toRequests(search), status: 'error,interrupted' }}>
            <Count value={sums.errors} />
          </TraceLink>
        ),
    },
    {
      id: 'input',
      header: 'Input tokens',
      width: 108,
      align: 'right',
      sort: 'input_tokens',
      render: ({ sums }) => <Count value={sums.input_tokens} />,
    },
    {
      id: 'output',
      header: 'Output tokens',
      width: 116,
      align: 'right',
      sort: 'output_tokens',
      render: ({ sums }) => <Count value={sums.output_tokens} />,
    },
  ];
}

function Name({ row: { name, search, kind, id } }: { readonly row: SpendRow }) {
  const text = kind === 'one' ? name : <em className={styles.rest}>{name}</em>;
  if (search === null) return text;
  return (
    <span title={kind === 'one' && id !== name ? id : undefined}>
      <TraceLink search={toRequests(search)}>{text}</TraceLink>
    </span>
  );
}

function toRequests(search: { readonly [name: string]: string }) {
  return { ...search, sort: 'cost_usd', order: undefined };
}
