import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '../../data/api.ts';
import type { ChatBody } from './request-body.ts';
import { type Run, run } from './run.ts';

export interface Runs {
  readonly runs: ReadonlyMap<string, Run>;
  readonly start: (columnId: string, body: ChatBody) => void;
  readonly stop: (columnId: string) => void;
  readonly stopAll: () => void;
}

/** The last run of each column; what runs is stopped when the page is left. */
export function useRuns(): Runs {
  const api = useApi();
  const [runs, setRuns] = useState<ReadonlyMap<string, Run>>(new Map());
  const running = useRef(new Map<string, AbortController>());
  const tell = useCallback(
    (id: string, now: Run) => setRuns((old) => new Map(old).set(id, now)),
    [],
  );
  const stop = useCallback((id: string) => running.current.get(id)?.abort(), []);
  const stopAll = useCallback(() => {
    for (const controller of running.current.values()) controller.abort();
  }, []);
  useEffect(() => stopAll, [stopAll]);
  const start = (id: string, body: ChatBody): void => {
    stop(id);
    const controller = new AbortController();
    running.current.set(id, controller);
    const current = (now: Run): void => {
      // Of a run that another has replaced nobody wants to hear.
      if (running.current.get(id) === controller) tell(id, now);
    };
    void run(api, body, controller.signal, current).then(() => {
      if (running.current.get(id) === controller) running.current.delete(id);
    });
  };
  return { runs, start, stop, stopAll };
}
