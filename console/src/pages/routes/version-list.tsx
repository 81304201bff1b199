import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiPages } from '../../data/use-api-pages.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import styles from './routes.module.css';
import type { ChangedRoute, Route, RouteVersion } from './types.ts';
import { UndoDialog } from './undo-dialog.tsx';

const AT_ONCE = 20;

/** What a route has said, newest first: what each version changed, by whom and why, and the way back to it. */
export function VersionList({
  route,
  mayWrite,
  onChanged,
}: {
  readonly route: Route;
  readonly mayWrite: boolean;
  readonly onChanged: (changed: ChangedRoute) => void;
}) {
  const [undoing, setUndoing] = useState<RouteVersion | null>(null);
  const pages = useApiPages<RouteVersion>(['routes', route.id, 'versions'], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/routes/{id}/versions', {
        params: {
          path: { id: route.id },
          query: { limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) },
        },
        signal,
      }),
    ),
  );
  const { rows, hasMore, more } = pages;
  return (
    <section aria-label="Versions" aria-busy={rows === undefined && pages.error === null}>
      <AnswerNotice answer={pages} />
      {rows === undefined && pages.error === null ? <Skeleton height={64} /> : null}
      <ol className={styles.versions} hidden={rows === undefined}>
        {rows?.map((version, index) => (
          <li key={version.version} className={styles.version}>
            <div className={styles.versionHead}>
              <span>
                <strong>Version {version.version}</strong>
                {version.version === route.version ? ', in force' : ''},{' '}
                <RelativeTime iso={version.created_at} /> by {authorName(version.author)}
              </span>
              {mayWrite && version.version !== route.version ? (
                <Button size="compact-sm" variant="default" onClick={() => setUndoing(version)}>
                  Undo to version {version.version}…
                </Button>
              ) : null}
            </div>
            {version.message === null ? null : <p>{version.message}</p>}
            <Changes version={version} before={rows[index + 1]} />
          </li>
        ))}
      </ol>
      {hasMore ? (
        <Button mt="xs" variant="default" onClick={more}>
          Older versions
        </Button>
      ) : null}
      {undoing === null ? null : (
        <UndoDialog
          route={route}
          version={undoing}
          onClose={() => setUndoing(null)}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}

function Changes({
  version,
  before,
}: {
  readonly version: RouteVersion;
  /** Undefined: there is none, or it was not read. */
  readonly before: RouteVersion | undefined;
}) {
  if (version.version === 1) return <span className={styles.dim}>Created.</span>;
  return before === undefined ? null : <DifferenceList of={differences(before, version)} />;
}

export function authorName({ kind, id, name }: Route['changed_by']): string {
  if (kind === 'bootstrap') return 'the owner key';
  return name ?? id;
}
