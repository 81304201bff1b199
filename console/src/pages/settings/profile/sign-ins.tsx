import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { leaveToSignIn } from '../../../data/api.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { useApiQuery } from '../../../data/use-api-query.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { Section } from '../section.tsx';
import styles from '../settings.module.css';
import { browserName } from './browser-name.ts';

/** Where this person is signed in, each to be ended. */
export function SignIns() {
  const { data, error, refetch } = useApiQuery(['sign-ins'], (api, signal) =>
    unwrap(api.GET('/api/v1/auth/sign-ins', { signal })),
  );
  const revoke = useApiMutation(
    (api, { id }: { id: string; current: boolean }) =>
      unwrap(api.DELETE('/api/v1/auth/sign-ins/{id}', { params: { path: { id } } })),
    {
      changes: [['sign-ins']],
      onSuccess: (_answer, { current }) => {
        if (current) leaveToSignIn();
      },
    },
  );
  return (
    <Section
      title="Sign-ins"
      explain="One ends after 12 hours without use and after 30 days in any case. Ending one here is in force at once: its next call is refused, and so is what a gateway was given for it."
    >
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {revoke.error === null ? null : <ErrorNotice error={revoke.error} />}
      <ul className={styles.list} aria-busy={data === undefined}>
        {data === undefined && error === null ? (
          <li className={styles.row}>
            <Skeleton height={40} />
          </li>
        ) : null}
        {data?.data.map((one) => (
          <li key={one.id} className={styles.row}>
            <div className={styles.main}>
              <div title={one.user_agent ?? undefined}>
                {browserName(one.user_agent)}{' '}
                {one.current ? <span className={styles.tag}>this one</span> : null}
              </div>
              <div className={styles.sub}>
                {one.ip ?? 'unknown address'}, since <RelativeTime iso={one.created_at} />, last
                used <RelativeTime iso={one.last_seen_at} />
              </div>
            </div>
            <Button
              variant="default"
              loading={revoke.isPending && revoke.variables.id === one.id}
              onClick={() => revoke.mutate(one)}
              aria-label={`${one.current ? 'Sign out' : 'End'}: ${browserName(one.user_agent)}`}
            >
              {one.current ? 'Sign out' : 'End'}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
