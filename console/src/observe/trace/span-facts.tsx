import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import type { TraceAttempt, TraceDetail, TraceSpan } from '../types.ts';
import { type Fact, Facts } from './facts.tsx';

/** What is known of a step or an attempt. */
export function SpanFacts({
  detail,
  span,
}: {
  readonly detail: TraceDetail;
  readonly span: TraceSpan;
}) {
  if (span.kind === 'step') {
    const ms = span.end_ms === null ? null : span.end_ms - span.start_ms;
    const share = ms === null || detail.total_ms === null ? null : ms / detail.total_ms;
    return (
      <Facts
        title={`Step ${span.name}`}
        facts={[
          ['Took', <Duration key="d" ms={ms} />],
          ['Of the whole', formatPercent(share)],
        ]}
      />
    );
  }
  if (span.kind === 'caller') {
    return (
      <Facts
        title="A span of the caller’s"
        facts={[
          ['Span', <code key="s">{span.span_id}</code>],
          [
            'What it is',
            'The application named it in traceparent. Its own work is not known here, so it is drawn as long as the requests made under it.',
          ],
        ]}
      />
    );
  }
  const attempt = detail.attempts.find((one) => one.attempt === span.attempt);
  return attempt === undefined ? null : <AttemptFacts attempt={attempt} />;
}

function AttemptFacts({ attempt }: { readonly attempt: TraceAttempt }) {
  const none = (why: string) => <Unknown why={why} />;
  return (
    <Facts
      title={`Attempt ${attempt.attempt}`}
      facts={[
        ['Sent to', `${attempt.provider}/${attempt.model}`],
        ...(attempt.credential_id === null
          ? []
          : [['Credential', <code key="cr">{attempt.credential_id}</code>] as const]),
        ['Why', whyMade(attempt.reason) ?? none('Requests from before do not say.')],
        ['Ended', attempt.status],
        ['HTTP status', attempt.http_status ?? none('No answer came.')],
        ['Error', attempt.error_code ?? none('There was none.')],
        ...(attempt.status === 'ok' ? [] : failureFacts(attempt)),
        [
          'Provider’s id',
          attempt.upstream_request_id === null ? (
            none('The provider named none.')
          ) : (
            <code key="i">{attempt.upstream_request_id}</code>
          ),
        ],
        ['Input tokens', <Count key="in" value={attempt.input_tokens} />],
        ['Output tokens', <Count key="out" value={attempt.output_tokens} />],
        ['Cost', <Money key="c" usd={attempt.cost_usd} />],
        ['Began after', <Duration key="b" ms={attempt.start_ms} />],
        [
          'First byte after',
          <Duration key="f" ms={attempt.first_byte_ms} why="No byte of an answer came." />,
        ],
        ['Took', <Duration key="t" ms={attempt.end_ms - attempt.start_ms} />],
      ]}
    />
  );
}

function failureFacts({ upstream_code, error_message }: TraceAttempt): readonly Fact[] {
  return [
    ['Provider’s code', upstream_code ?? <Unknown key="u" why="The provider named none." />],
    [
      'Message',
      error_message ?? (
        <Unknown key="m" why="There was none, or it may not be seen without content." />
      ),
    ],
  ];
}

function whyMade(reason: string | null): string | null {
  if (reason === null) return null;
  return REASONS[reason] ?? reason;
}

const REASONS: Readonly<Record<string, string>> = {
  first: 'The first',
  retry: 'The same target again',
  fallback: 'Another target',
  rotate: 'With another credential',
  hedge: 'Beside one that was slow',
  without_usage: 'Again without asking for usage, which the host refused',
};
