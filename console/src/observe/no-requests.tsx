import { Button, Skeleton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useClock } from '../data/clock.tsx';
import { isGone, keptDay } from '../data/kept.ts';
import { useKept } from '../data/use-kept.ts';
import { useRange } from '../data/use-range.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FirstCall } from './first-call.tsx';
import { QuietSince } from './quiet-since.tsx';
import { useLastRequest } from './use-last-request.ts';

const AGAIN_MS = 2_000;

/** Nothing to see: because of the filters, of the time range, or since nobody has called yet. */
export function NoRequests({
  filtered,
  searched = false,
  onClear,
}: {
  readonly filtered: boolean;
  /** A text was searched. */
  readonly searched?: boolean;
  readonly onClear: () => void;
}) {
  const { range, setRelative } = useRange();
  const { refresh } = useClock();
  const kept = useKept();
  const last = useLastRequest(!filtered);
  const page = useLocation({ select: ({ pathname }) => pathname });
  // Who has just sent the first request should not have to ask for it to be shown.
  const waiting = !filtered && range.endsNow;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, refresh]);
  if (kept !== null && isGone(range, kept)) {
    return (
      <EmptyState
        title={`Not kept before ${keptDay(kept)}`}
        icon={<IconRoute size={32} stroke={1.25} />}
        action={
          <Button variant="default" onClick={() => setRelative('30d')}>
            Look at the last 30 days
          </Button>
        }
      >
        This project keeps requests for {kept.days} {kept.days === 1 ? 'day' : 'days'}. What there
        was in this time range has been deleted.
      </EmptyState>
    );
  }
  if (filtered) {
    return (
      <EmptyState
        title="No request matches"
        icon={<IconRoute size={32} stroke={1.25} />}
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        <p>
          Nothing in this time range passes the filters. Take one away, or look at a longer range.
        </p>
        {searched ? (
          <p>
            The search looks at the first 200 characters of the last user message and of the answer,
            not at what comes later in them, at system prompts or at tool results.
          </p>
        ) : null}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No requests in this time range"
      icon={<IconRoute size={32} stroke={1.25} />}
      action={
        range.relative === '30d' ? null : (
          <Button variant="default" onClick={() => setRelative('30d')}>
            Look at the last 30 days
          </Button>
        )
      }
    >
      {last.waits ? (
        <Skeleton height={20} />
      ) : last.at !== undefined && last.at !== null ? (
        <QuietSince at={last.at} page={page} />
      ) : (
        <>
          <p>
            Every call through the gateway appears here about a second after its answer. This one
            needs no provider account:
          </p>
          <FirstCall />
        </>
      )}
    </EmptyState>
  );
}
