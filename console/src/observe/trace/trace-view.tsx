import { Skeleton, Tabs } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useCan } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { TraceDetail, TraceSpan } from '../types.ts';
import { conversationOf } from './conversation.ts';
import { ConversationView } from './conversation-view.tsx';
import { DetailsView } from './details-view.tsx';
import { NoContent } from './no-content.tsx';
import { OpenAll } from './open-all.ts';
import { RawView } from './raw-view.tsx';
import { SearchWithin } from './search-within.tsx';
import { SpanFacts } from './span-facts.tsx';
import { SpanTree } from './span-tree.tsx';
import { findSpan, spanLines } from './spans.ts';
import { Summary } from './summary.tsx';
import { TraceHead } from './trace-head.tsx';
import styles from './trace-view.module.css';
import { useTrace, useTraceTree } from './use-trace.ts';

const NONE: readonly TraceSpan[] = [];
const TABS = ['conversation', 'details', 'raw'] as const;

/** A request whole: where its time went, what was said, what it cost. */
export function TraceView({
  id,
  alone = false,
  onRequest,
}: {
  readonly id: string;
  /** As a page of its own, where tree and request scroll apart. */
  readonly alone?: boolean;
  /** Opens another request of the trace. */
  readonly onRequest: (id: string) => void;
}) {
  const { data: detail, error, isPending, refetch } = useTrace(id);
  if (error !== null && detail === undefined) {
    return (
      <div className={styles.pad}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (isPending || detail === undefined) {
    return (
      <div className={styles.pad}>
        <Skeleton height={40} mb={12} />
        <Skeleton height={160} mb={12} />
        <Skeleton height={240} />
      </div>
    );
  }
  return <Loaded detail={detail} alone={alone} onRequest={onRequest} />;
}

function Loaded({
  detail,
  alone,
  onRequest,
}: {
  readonly detail: TraceDetail;
  readonly alone: boolean;
  readonly onRequest: (id: string) => void;
}) {
  const [search, set] = useSearch();
  const content = useCan('traces:content');
  const { data: read, error, refetch } = useTraceTree(detail);
  // While another one is read, what is there is the one before.
  const trace = read?.trace_id === detail.trace_id ? read : undefined;
  const lines = useMemo(
    () => spanLines(trace?.spans ?? NONE, detail.request_id),
    [trace, detail.request_id],
  );
  const own = lines.find(
    ({ span }) => span.kind === 'request' && span.request_id === detail.request_id,
  )?.span;
  const selected = findSpan(lines, search['span']) ?? own;
  const tab = TABS.find((name) => name === search['tab']) ?? 'conversation';
  const [wanted, setWanted] = useState('');
  const text = useRef<HTMLDivElement>(null);
  const conversation = useMemo(() => conversationOf(detail), [detail]);
  return (
    <div className={styles.view} data-alone={alone || undefined}>
      {trace === undefined && error !== null ? null : <TraceHead detail={detail} trace={trace} />}
      <Summary detail={detail} />
      <div className={styles.columns}>
        <div className={styles.left}>
          {error === null || trace !== undefined ? null : (
            <ErrorNotice error={error} onRetry={() => void refetch()} />
          )}
          {trace === undefined && error === null ? <Skeleton height={240} /> : null}
          <SpanTree
            lines={lines}
            selected={selected?.span_id}
            onSelect={(span) => {
              const { request_id: of } = span;
              if (of !== null && of !== detail.request_id) onRequest(of);
              else set({ span: span === own ? undefined : span.span_id }, { replace: true });
            }}
          />
        </div>
        <div className={styles.right}>
          {selected === undefined || selected === own ? (
            <Tabs
              value={tab}
              onChange={(value) =>
                set(
                  { tab: value === null || value === 'conversation' ? undefined : value },
                  { replace: true },
                )
              }
              keepMounted={false}
            >
              <div className={styles.tabs}>
                <Tabs.List>
                  <Tabs.Tab value="conversation">
                    {detail.operation === 'embeddings' ? 'Inputs' : 'Conversation'}
                  </Tabs.Tab>
                  <Tabs.Tab value="details">Details</Tabs.Tab>
                  <Tabs.Tab value="raw">Raw</Tabs.Tab>
                </Tabs.List>
                <SearchWithin
                  place={text}
                  text={wanted}
                  onText={setWanted}
                  content={`${detail.request_id} ${tab}`}
                />
              </div>
              <OpenAll value={wanted.trim() !== ''}>
                <div ref={text} className={styles.content}>
                  <Tabs.Panel value="conversation">
                    {conversation === null ? (
                      <NoContent detail={detail} allowed={content} />
                    ) : (
                      <ConversationView conversation={conversation} />
                    )}
                  </Tabs.Panel>
                  <Tabs.Panel value="details">
                    <DetailsView detail={detail} />
                  </Tabs.Panel>
                  <Tabs.Panel value="raw">
                    {content && (detail.request_body !== null || detail.response_body !== null) ? (
                      <RawView detail={detail} />
                    ) : (
                      <NoContent detail={detail} allowed={content} />
                    )}
                  </Tabs.Panel>
                </div>
              </OpenAll>
            </Tabs>
          ) : (
            <SpanFacts detail={detail} span={selected} />
          )}
        </div>
      </div>
    </div>
  );
}
