import type { PriceKind } from '../../observe/usage-kinds.ts';
import { Count } from '../../ui/count.tsx';
import type { Column } from '../../ui/data-table/index.ts';
import { Duration } from '../../ui/duration.tsx';
import { formatBytes, formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { NOT_KNOWN } from '../../ui/not-known.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { Model } from './types.ts';

const NOT_USED = 'No request to it in this time range.';
const SOURCES = { stored: 'listed', live: 'by its host', used: 'used' } as const;

/** Stated prices and measured figures side by side. */
export const MODEL_COLUMNS: readonly Column<Model>[] = [
  {
    id: 'id',
    header: 'Model',
    width: 180,
    grow: 2,
    render: ({ id }) => <span title={id}>{id}</span>,
  },
  {
    id: 'task',
    header: 'Task',
    width: 96,
    hidden: true,
    render: ({ task }) => task ?? <Unknown why="Its provider does not tell." />,
  },
  {
    id: 'context',
    header: 'Context',
    width: 76,
    align: 'right',
    hidden: true,
    render: ({ context_tokens }) => (
      <Count value={context_tokens} why="The price table does not tell." />
    ),
  },
  {
    id: 'input',
    header: '$/M in',
    width: 72,
    align: 'right',
    render: (model) => <PerMillion model={model} kind="input" />,
  },
  {
    id: 'output',
    header: '$/M out',
    width: 76,
    align: 'right',
    render: (model) => <PerMillion model={model} kind="output" />,
  },
  {
    id: 'state',
    header: 'In memory',
    width: 112,
    render: ({ local, local_state: state }) =>
      state === null ? (
        <Unknown why={local ? 'The engine does not answer.' : 'It does not run on this machine.'} />
      ) : state.state === 'loaded' ? (
        `${formatBytes(state.memory_bytes)}, ${state.requests} in work`
      ) : (
        state.state
      ),
  },
  {
    id: 'sources',
    header: 'Known from',
    width: 132,
    render: ({ sources }) => sources.map((source) => SOURCES[source]).join(', '),
  },
  {
    id: 'requests',
    header: 'Requests',
    width: 80,
    align: 'right',
    render: ({ usage }) => <Count value={usage?.requests} why={NOT_KNOWN} />,
  },
  {
    id: 'cost',
    header: 'Cost',
    width: 84,
    align: 'right',
    render: ({ usage, self_hosted }) =>
      usage?.requests === 0 ? (
        <Money usd="0" />
      ) : (
        <Money
          usd={usage?.cost_usd}
          why={
            usage === null
              ? NOT_KNOWN
              : self_hosted
                ? 'It runs on this machine.'
                : 'No price is known for it.'
          }
        />
      ),
  },
  {
    id: 'errors',
    header: 'Failed',
    width: 68,
    align: 'right',
    render: ({ usage }) =>
      usage === null || usage.requests === 0 ? (
        <Unknown why={usage === null ? NOT_KNOWN : NOT_USED} />
      ) : (
        formatPercent(usage.errors / usage.requests)
      ),
  },
  {
    id: 'tokens',
    header: 'Tokens',
    width: 76,
    align: 'right',
    hidden: true,
    render: ({ usage }) => (
      <Count
        value={
          usage === null || (usage.input_tokens === null && usage.output_tokens === null)
            ? null
            : (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0)
        }
        why={NOT_USED}
      />
    ),
  },
  {
    id: 'ttft',
    header: 'TTFT p50',
    width: 80,
    align: 'right',
    render: ({ usage }) => <Duration ms={usage?.ttft_ms?.p50} why={NOT_USED} />,
  },
  {
    id: 'p95',
    header: 'Latency p95',
    width: 92,
    align: 'right',
    render: ({ usage }) => <Duration ms={usage?.total_ms?.p95} why={NOT_USED} />,
  },
];

export function PerMillion({ model, kind }: { readonly model: Model; readonly kind: PriceKind }) {
  const usd = model.price?.usd_per_million[kind];
  if (usd !== undefined) return <span title={model.price?.version}>${usd}</span>;
  if (model.self_hosted) return <span title="It runs on this machine.">$0</span>;
  return <Unknown why="No price is known for it: set your own." />;
}
