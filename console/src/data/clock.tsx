import { useRouterState } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Moments } from './moments.ts';

const LIVE_MS = 5_000;

interface Clock {
  /** The moment that relative ranges end at: moves with each page, by refresh, and every five seconds while live. */
  readonly now: number;
  readonly live: boolean;
  refresh(): void;
  setLive(live: boolean): void;
}

const ClockContext = createContext<Clock | null>(null);

export function ClockProvider({
  moments,
  children,
}: {
  readonly moments: Moments;
  readonly children: ReactNode;
}) {
  const [live, setLive] = useState(false);
  // Whoever goes to another page wants to see what there is now, not what there was when the first page was opened.
  // By what is shown and not by the address, which is ahead of it: the page that is left would ask everything anew.
  const page = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname ?? '' });
  const [now, setNow] = useState(() => moments.of(page));
  const [seen, setSeen] = useState(page);
  if (seen !== page) {
    setSeen(page);
    setNow(moments.of(page));
  }
  useEffect(() => {
    if (!live) return;
    // A page that nobody looks at asks nothing.
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now());
    }, LIVE_MS);
    return () => clearInterval(timer);
  }, [live]);
  const clock = useMemo(
    () => ({ now, live, setLive, refresh: () => setNow(Date.now()) }),
    [now, live],
  );
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (clock === null) throw new Error('useClock needs a ClockProvider above it.');
  return clock;
}
