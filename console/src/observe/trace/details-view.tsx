import type { Search } from '../../data/search.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { formatBytes, formatExactTime } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { TraceDetail } from '../types.ts';
import { labelOf, listedAs, usedKinds } from '../usage-kinds.ts';
import { useKeyNames } from '../use-key-names.ts';
import { aroundOf } from './around.ts';
import { type Fact, Facts } from './facts.tsx';

const CUT_OFF = 'The gateway died in the middle of it.';
const NOT_STREAMED = 'The answer was not streamed.';

/** Everything of a request that is no text of it. */
export function DetailsView({ detail }: { readonly detail: TraceDetail }) {
  const keyNames = useKeyNames();
  const known = (value: string | null, why: string) => value ?? <Unknown why={why} />;
  const metadata = Object.entries(detail.metadata);
  return (
    <>
      <Facts
        title="Request"
        facts={[
          ['Request', <code key="r">{detail.request_id}</code>],
          ['Trace', <code key="t">{detail.trace_id}</code>],
          ...(detail.parent_span_id === null
            ? []
            : ([['Called under', <code key="p">{detail.parent_span_id}</code>]] satisfies Fact[])),
          ['Started', formatExactTime(detail.started_at)],
          ...(detail.claimed_started_at === null
            ? []
            : ([['Its clock said', detail.claimed_started_at]] satisfies Fact[])),
          ['Operation', `${detail.operation}${detail.stream ? ', streamed' : ''}`],
          ['Asked for', detail.requested_model],
          ['Sent to', known(modelOf(detail), 'It was sent to no provider.')],
          ['Answered by', known(detail.response_model, 'The provider did not tell.')],
          [
            'Key',
            <PageLink key="k" to="/requests" search={{ ...aroundOf(detail), key: detail.key_id }}>
              {keyNames.get(detail.key_id) ?? <code>{detail.key_id}</code>}
            </PageLink>,
          ],
          [
            'User',
            linked(
              '/requests',
              detail.user,
              detail.user === null ? {} : { ...aroundOf(detail), user: joinValues([detail.user]) },
            ),
          ],
          [
            'Session',
            linked(`/sessions/${encodeURIComponent(detail.session ?? '')}`, detail.session),
          ],
          ['Tags', known(detail.tags.join(', ') || null, 'The client gave none.')],
          ['Finish reason', known(detail.finish_reasons.join(', ') || null, 'It did not finish.')],
        ]}
      />
      {detail.error_code === null ? null : (
        <Facts
          title="Error"
          facts={[
            ['Code', <code key="c">{detail.error_code}</code>],
            ['HTTP status', known(detail.http_status?.toString() ?? null, 'No answer came.')],
            ...(detail.upstream_status === null
              ? []
              : ([
                  ['Provider error', known(detail.upstream_code, 'The provider gave it no code.')],
                  ['Provider status', detail.upstream_status],
                ] satisfies Fact[])),
            [
              'Message',
              known(detail.error_message, 'It may quote what was sent, which you may not see.'),
            ],
          ]}
        />
      )}
      <Facts
        title="Time"
        facts={[
          ['Total', <Duration key="t" ms={detail.total_ms} why={CUT_OFF} />],
          ['First token', <Duration key="f" ms={detail.ttft_ms} why={NOT_STREAMED} />],
          ['Per output token', <Duration key="p" ms={detail.tpot_ms} why={NOT_STREAMED} />],
          ['Overhead', <Duration key="o" ms={detail.overhead_ms} why={CUT_OFF} />],
          ['Chunks', <Count key="c" value={detail.output_chunks} why={NOT_STREAMED} />],
        ]}
      />
      <Facts
        title="Used"
        facts={usedKinds(detail.usage_by_kind).map(([kind, count]) => [
          listedAs(kind),
          <Count key={kind} value={count} />,
        ])}
      />
      <Facts
        title="Cost"
        facts={[
          ['Total', <Money key="t" usd={detail.cost_usd} />],
          ...Object.entries(detail.cost_by_kind_usd).map(
            ([kind, usd]): Fact => [labelOf(kind), <Money key={kind} usd={usd} />],
          ),
          ['Prices of', known(detail.price_version, 'No price is known.')],
        ]}
      />
      {metadata.length === 0 ? null : <Facts title="Metadata" facts={metadata} />}
      <Facts
        title="Stored"
        facts={[
          ['Capture', detail.capture],
          ['Request body', formatBytes(detail.request_bytes)],
          ['Response body', formatBytes(detail.response_bytes)],
          ['Gateway', detail.gateway],
          ['Kept until', formatExactTime(detail.expires_at)],
        ]}
      />
    </>
  );
}

function linked(to: string, name: string | null, search: Search = {}) {
  if (name === null) return <Unknown why="The client named none." />;
  return (
    <PageLink to={to} search={search}>
      {name}
    </PageLink>
  );
}

function modelOf({ provider, model }: TraceDetail): string | null {
  return provider === null || model === null ? null : `${provider}/${model}`;
}
