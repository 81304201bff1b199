import { Skeleton, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../../data/session.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { useApiQuery } from '../../../data/use-api-query.ts';
import { useCan, usePlace } from '../../../data/use-place.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SaveForm } from '../save-form.tsx';
import { Section, Sections } from '../section.tsx';
import styles from '../settings.module.css';

/** The environments of the project that one looks at. */
export default function Environments() {
  const { project, environment } = usePlace();
  const mayWrite = useCan('projects:write');
  const { data, error, refetch } = useApiQuery(['environments'], (api, signal) =>
    unwrap(api.GET('/api/v1/environments', { signal })),
  );
  return (
    <Sections>
      <Section
        title={`Environments of ${project.name}`}
        explain="A key belongs to one environment, and so does every request made with it. Staging shows amber in the top bar, production red, and production stands on every button that destroys something."
      >
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
        <ul className={styles.list} aria-busy={data === undefined}>
          {data === undefined && error === null ? (
            <li className={styles.row}>
              <Skeleton height={20} />
            </li>
          ) : null}
          {data?.data.map(({ id, name, created_at }) => (
            <li key={id} className={styles.row}>
              <div className={styles.named}>
                <PageLink to="/settings" search={{ tab: 'environments', environment: name }}>
                  {name}
                </PageLink>
                {id === environment.id ? (
                  <span className={styles.tag}>in the top bar now</span>
                ) : null}
              </div>
              <div className={styles.sub}>
                made <RelativeTime iso={created_at} />
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {mayWrite ? <NewEnvironment /> : null}
    </Sections>
  );
}

function NewEnvironment() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const create = useApiMutation(
    (api, body: { name: string }) => unwrap(api.POST('/api/v1/environments', { body })),
    { changes: [['environments'], ['audit']], onSuccess: () => setName('') },
  );
  const save = async () => {
    await create.mutateAsync({ name });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <Section title="New environment">
      <SaveForm action="Add environment" saved="Added" disabled={name === ''} onSave={save}>
        <TextInput
          label="Name"
          description="Lower-case letters, digits and dashes, such as preview."
          pattern="[a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </SaveForm>
    </Section>
  );
}
