import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { Code } from '../../ui/code.tsx';
import { Duration } from '../../ui/duration.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import layout from '../../ui/layout.module.css';
import { PageLink } from '../../ui/page-link.tsx';
import styles from './models.module.css';
import type { Provider } from './types.ts';

type Task = 'chat' | 'embeddings';
const TASKS = [
  { value: '', label: 'What its name says' },
  { value: 'chat', label: 'A chat model' },
  { value: 'embeddings', label: 'An embeddings model' },
];

/** Sends one short request to a provider and says how it went. */
export function ProviderTest({
  provider,
  onClose,
}: {
  readonly provider: Provider;
  readonly onClose: () => void;
}) {
  const [model, setModel] = useState(provider.models?.[0] ?? '');
  const [task, setTask] = useState<Task | ''>('');
  const test = useApiMutation((api, name: string) =>
    unwrap(
      api.POST('/api/v1/providers/{id}/test', {
        params: { path: { id: provider.id } },
        body: { ...(name === '' ? {} : { model: name }), ...(task === '' ? {} : { task }) },
      }),
    ),
  );
  const result = test.data;
  const named = provider.takes_any_model;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Test ${provider.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={layout.form}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate(model.trim());
        }}
      >
        <p>
          One short request goes through the gateway as an application’s would: it is recorded, and
          priced like any other.
        </p>
        <TextInput
          label="Model"
          description={
            named ? 'As the provider calls it.' : 'As the provider calls it; empty: its first.'
          }
          required={named}
          withAsterisk={false}
          ref={focusAtOnce}
          data-autofocus
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
        <Select
          label="Call it as"
          data={TASKS}
          allowDeselect={false}
          value={task}
          onChange={(value) => setTask(value === 'chat' || value === 'embeddings' ? value : '')}
        />
        <div aria-live="polite">
          {test.error === null ? null : <ErrorNotice error={test.error} />}
          {result === undefined ? null : (
            <Facts>
              <Fact name="Outcome">
                {result.ok ? 'It answered' : <span className={styles.harm}>It failed</span>} (status{' '}
                {result.status})
              </Fact>
              <Fact name="Model">
                <code>{result.model}</code>, called for{' '}
                {result.task === 'chat' ? 'a chat' : 'embeddings'}
              </Fact>
              <Fact name="TTFT">
                <Duration ms={result.ttft_ms} why="Nothing came." />
              </Fact>
              <Fact name="Latency">
                <Duration ms={result.latency_ms} />
              </Fact>
              {result.request_id === null ? null : (
                <Fact name="Request">
                  <PageLink to="/requests" search={{ open: result.request_id }}>
                    {result.request_id}
                  </PageLink>
                </Fact>
              )}
            </Facts>
          )}
          {result?.error == null ? null : <Code text={result.error} label="the error" />}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={test.isPending}>
            {result === undefined ? 'Send the request' : 'Send it again'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
