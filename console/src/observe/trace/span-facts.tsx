import { Duration } from '../../ui/duration.tsx';
import { formatPercent } from '../../ui/formats.ts';
import { Unknown } from '../../ui/unknown.tsx';
import type { TraceAttempt, TraceDetail } from '../types.ts';
import { Facts } from './facts.tsx';

/** What is known of a step or an attempt. */
export function SpanFacts({
  detail,
  span,
}: {
  readonly detail: TraceDetail;
  readonly span: string;
}) {
  const [kind, name = ''] = span.split(':', 2);
  if (kind === 'step') {
    const ms = detail.steps_ms[name];
    const share = ms === undefined || detail.total_ms === null ? null : ms / detail.total_ms;
    return (
      <Facts
        title={`Step ${name}`}
        facts={[
          ['Took', <Duration key="d" ms={ms} />],
          ['Of the whole', formatPercent(share)],
        ]}
      />
    );
  }
  if (kind === 'caller') {
    return (
      <Facts
        title="A span of the caller’s"
        facts={[
          ['Span', <code key="s">{name}</code>],
          [
            'What it is',
            'The application named it in traceparent. Its own work is not known here, so it is drawn as long as the requests made under it.',
          ],
        ]}
      />
    );
  }
  const attempt = detail.attempts.find((one) => String(one.attempt) === name);
  return attempt === undefined ? null : <AttemptFacts attempt={attempt} />;
}

function AttemptFacts({ attempt }: { readonly attempt: TraceAttempt }) {
  const none = (why: string) => <Unknown why={why} />;
  return (
    <Facts
      title={`Attempt ${attempt.attempt}`}
      facts={[
        ['Sent to', `${attempt.provider}/${attempt.model}`],
        ['Ended', attempt.status],
        ['HTTP status', attempt.http_status ?? none('No answer came.')],
        ['Error', attempt.error_code ?? none('There was none.')],
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
