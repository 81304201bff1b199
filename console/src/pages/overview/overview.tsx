import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { Page } from '../../frame/page.tsx';
import { FILTER_NAMES } from '../../observe/dimensions.ts';
import { KeptNote, KeptSince } from '../../observe/kept-note.tsx';
import { NoRequests } from '../../observe/no-requests.tsx';
import { QuietSince } from '../../observe/quiet-since.tsx';
import { useDimensions } from '../../observe/use-dimensions.ts';
import { useLastRequest } from '../../observe/use-last-request.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { FilterBar, useFilters } from '../../ui/filter-bar/index.ts';
import { NotKnown } from '../../ui/not-known.tsx';
import { Breakdown } from './breakdown.tsx';
import { ChangeList } from './change-list.tsx';
import { findChanges } from './changes.ts';
import { Charts } from './charts.tsx';
import styles from './overview.module.css';
import { Stats } from './stats.tsx';
import { SlowestModels, TopUsers } from './tops.tsx';
import { costOf, tokensOf } from './totals.ts';
import { useBeforeKept, useTimeline, useTwoPeriods } from './use-overview.ts';

/** What the applications did, what it cost and where it hurts. */
export default function Overview() {
  const filters = useFilters(FILTER_NAMES);
  const dimensions = useDimensions(useTraceFilter());
  // The sums alone come at once; what is dearer follows, and what stands below the first screen last.
  const sums = useUsage(useTraceFilter(), {});
  const first = sums.data !== undefined;
  const last = useLastRequest(sums.data?.[0]?.requests === 0);
  const { timeline, query } = useTimeline(first);
  const beforeKept = useBeforeKept();
  const totals = useTwoPeriods({ percentiles: 'true' }, first);
  const rest = query.data !== undefined;
  const models = useTwoPeriods({ group_by: 'model', percentiles: 'true' }, rest);
  const providers = useTwoPeriods({ group_by: 'provider' }, rest);
  const now = totals.now.data?.[0] ?? sums.data?.[0];
  const changes = useMemo(
    () =>
      models.now.data && models.before.data && providers.now.data && providers.before.data
        ? findChanges(
            { models: models.now.data, providers: providers.now.data },
            { models: models.before.data, providers: providers.before.data },
          )
        : null,
    [models.now.data, models.before.data, providers.now.data, providers.before.data],
  );
  const loading = sums.isPending;
  const nothing = now?.requests === 0;
  const before = totals.before.data?.[0];
  // What is asked later is not asked where what comes first was not answered.
  const unanswered = [sums, totals.now, query].find(({ error }) => error !== null);
  const failed = unanswered !== undefined;
  return (
    <Page title="Overview" docs="traces">
      <div className={styles.filters}>
        <FilterBar dimensions={dimensions} filters={filters} />
        <KeptNote />
      </div>
      {unanswered === undefined ? null : <AnswerNotice answer={unanswered} />}
      {nothing && before?.requests === 0 ? (
        <NoRequests filtered={filters.filters.length > 0} onClear={filters.clear} />
      ) : (
        <>
          {nothing && last.at !== undefined && last.at !== null && filters.filters.length === 0 ? (
            <div className={styles.quiet} role="status">
              <QuietSince at={last.at} page="/overview" />
            </div>
          ) : null}
          <Stats
            now={now}
            before={before}
            loading={loading}
            timesLoading={totals.now.isPending && !failed}
            timesKnown={totals.now.data !== undefined}
            stale={totals.now.stale || sums.stale}
            beforeKept={beforeKept}
          />
          <Charts
            timeline={timeline}
            loading={query.isPending && !failed}
            stale={query.stale}
            failed={failed}
          />
          <div className={styles.columns}>
            <section aria-labelledby="changes">
              <h2 id="changes">What changed since the period before</h2>
              {beforeKept ? (
                changes !== null ? (
                  <ChangeList changes={changes} />
                ) : failed ? (
                  <NotKnown />
                ) : null
              ) : (
                <p className={styles.dimmed}>
                  The period before is not kept: <KeptSince />
                </p>
              )}
            </section>
            <section aria-labelledby="users">
              <h2 id="users">Top users</h2>
              {rest ? (
                <TopUsers total={now?.requests ?? 0} />
              ) : failed ? (
                <NotKnown />
              ) : (
                <Skeleton height={240} />
              )}
            </section>
            <section aria-labelledby="slowest">
              <h2 id="slowest">Slowest models</h2>
              <SlowestModels
                models={models.now.data}
                failed={failed || models.now.error !== null}
              />
            </section>
          </div>
          <section aria-labelledby="where" className={styles.where}>
            <h2 id="where">Where it comes from</h2>
            {rest ? (
              <Breakdown
                total={{
                  requests: now?.requests ?? 0,
                  errors: now?.errors ?? 0,
                  cost: costOf(now) ?? 0,
                  tokens: tokensOf(now) ?? 0,
                }}
              />
            ) : failed ? (
              <NotKnown />
            ) : (
              <Skeleton height={240} />
            )}
          </section>
        </>
      )}
    </Page>
  );
}
