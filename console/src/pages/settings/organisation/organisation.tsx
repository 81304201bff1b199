import { Skeleton, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery, useSession } from '../../../data/session.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { useApiQuery } from '../../../data/use-api-query.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { SaveForm } from '../save-form.tsx';
import { Section, Sections } from '../section.tsx';
import styles from '../settings.module.css';

/** The organisation that this installation belongs to. */
export default function Organisation() {
  const { data, error, refetch } = useApiQuery(['organisation'], (api, signal) =>
    unwrap(api.GET('/api/v1/organisation', { signal })),
  );
  return (
    <Sections>
      <Section
        title="Organisation"
        explain="It holds the projects and the people. Its name is shown beside yours; nothing depends on it."
      >
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data === undefined ? (
          error === null ? (
            <Skeleton height={96} />
          ) : null
        ) : (
          <NameForm key={data.version} {...data} />
        )}
      </Section>
    </Sections>
  );
}

function NameForm({
  id,
  name: old,
  version,
}: {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}) {
  const { role, user } = useSession();
  const client = useQueryClient();
  const [name, setName] = useState(old);
  const rename = useApiMutation(
    (api, body: { name: string }) =>
      unwrap(
        api.PATCH('/api/v1/organisation', {
          params: { header: { 'if-match': `"${version}"` } },
          body,
        }),
      ),
    { changes: [['organisation'], ['audit']] },
  );
  const mayWrite = user === null || role === 'owner';
  const save = async () => {
    await rename.mutateAsync({ name });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <>
      {mayWrite ? (
        <SaveForm
          action="Rename organisation"
          saved="Renamed"
          disabled={name.trim() === '' || name.trim() === old}
          onSave={save}
        >
          <TextInput
            label="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </SaveForm>
      ) : (
        <div>
          {old}
          <p className={styles.explain}>Owners of the organisation rename it.</p>
        </div>
      )}
      <div className={styles.sub}>
        Id <code>{id}</code> <CopyButton text={id} what="the id of the organisation" />
      </div>
    </>
  );
}
