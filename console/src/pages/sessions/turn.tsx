import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Search } from '../../data/search.ts';
import { useCan } from '../../data/use-place.ts';
import { Status } from '../../observe/status.tsx';
import type { Conversation } from '../../observe/trace/conversation.ts';
import { ConversationView } from '../../observe/trace/conversation-view.tsx';
import { NoContent } from '../../observe/trace/no-content.tsx';
import type { TraceDetail, TraceSummary } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatExactTime } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { readBefore } from './new-messages.ts';
import styles from './sessions.module.css';

/** One request of a session: what is new in it, and its answer. */
export function Turn({
  row,
  detail,
  conversation,
  before,
}: {
  readonly row: TraceSummary;
  /** Undefined while it is read. */
  readonly detail: TraceDetail | undefined;
  readonly conversation: Conversation | null;
  readonly before: Conversation | null;
}) {
  const allowed = useCan('traces:content');
  return (
    <li className={styles.turn}>
      <div className={styles.head}>
        <Link
          className={styles.link}
          to="/requests/$id"
          params={{ id: row.request_id }}
          search={(old: Search) => old}
        >
          {formatExactTime(row.started_at)}
        </Link>
        <Status row={row} />
        <span>{row.model ?? row.requested_model}</span>
        <Duration ms={row.total_ms} why="The gateway died in the middle of it." />
        {row.input_tokens === null && row.output_tokens === null ? null : (
          <span>
            <Count value={row.input_tokens} /> → <Count value={row.output_tokens} /> tokens
          </span>
        )}
        {row.cost_usd === null ? null : <Money usd={row.cost_usd} />}
      </div>
      {detail === undefined ? (
        <Skeleton height={96} />
      ) : conversation === null ? (
        <NoContent detail={detail} allowed={allowed} />
      ) : (
        <ConversationView conversation={conversation} skip={readBefore(conversation, before)} />
      )}
    </li>
  );
}
