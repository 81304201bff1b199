import { Button, Group } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { ConfirmDanger } from '../../ui/confirm-danger.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Measured } from './measured.tsx';
import styles from './models.module.css';
import { ProviderDialog } from './provider-dialog.tsx';
import { ProviderGrip } from './provider-grip.tsx';
import { ProviderTest } from './provider-test.tsx';
import type { Provider } from './types.ts';
import type { MeasuredRow } from './use-measured.ts';
import { usePresets } from './use-presets.ts';

const KINDS: Readonly<Record<Provider['kind'], string>> = {
  openai: 'OpenAI’s protocol',
  azure: 'Azure OpenAI',
  anthropic: 'Anthropic’s protocol',
  gemini: 'Gemini’s protocol',
  vertex: 'Google Vertex AI',
  bedrock: 'Amazon Bedrock',
  cohere: 'Cohere',
  local: 'on this machine',
  sandbox: 'answers made up for tests',
};

/** One provider: its place in the order, its state, what was measured, and what can be done. */
export function ProviderRow({
  provider,
  measured,
  mayWrite,
  place,
  count,
  onMove,
}: {
  readonly provider: Provider;
  /** Null: nothing went there. Undefined: not known yet. */
  readonly measured: MeasuredRow;
  readonly mayWrite: boolean;
  /** Where it stands in the order, from 0, of so many. */
  readonly place: number;
  readonly count: number;
  readonly onMove: (from: number, to: number) => void;
}) {
  const [open, setOpen] = useState<'test' | 'edit' | 'delete' | null>(null);
  const changes = { changes: [['providers'], ['models'], ['audit']] };
  const params = { path: { id: provider.id }, header: { 'if-match': `"${provider.version}"` } };
  // Of no version: it says all that it changes, and whoever has just moved the row would be told that somebody changed it.
  const change = useApiMutation(
    (api, enabled: boolean) =>
      unwrap(
        api.PATCH('/api/v1/providers/{id}', {
          params: { path: { id: provider.id } },
          body: { enabled },
        }),
      ),
    changes,
  );
  const remove = useApiMutation(
    (api) => unwrap(api.DELETE('/api/v1/providers/{id}', { params })),
    changes,
  );
  const presets = usePresets();
  const { name, enabled } = provider;
  return (
    <li className={styles.row} data-off={!enabled || undefined}>
      {mayWrite ? (
        <ProviderGrip name={name} place={place} count={count} onMove={(to) => onMove(place, to)} />
      ) : null}
      <div className={styles.main}>
        <div className={styles.name}>
          <PageLink to="/requests" search={{ provider: name }}>
            {name}
          </PageLink>{' '}
          {enabled ? null : <span className={styles.off}>disabled</span>}
        </div>
        <div className={styles.sub}>
          {[
            presets.find(({ id }) => id === provider.preset)?.name ?? KINDS[provider.kind],
            provider.base_url,
            provider.remote ? credentialWords(provider) : '',
            provider.project_id === null ? 'for every project' : 'of this project',
            provider.managed_by === 'environment' ? 'set by the environment' : '',
          ]
            .filter((text) => text !== '')
            .join(' · ')}
        </div>
        <Measured row={measured} />
      </div>
      {mayWrite ? (
        <Group gap="xs" className={styles.actions ?? ''}>
          <Button variant="default" disabled={!enabled} onClick={() => setOpen('test')}>
            Test
          </Button>
          {provider.remote ? (
            <Button variant="default" onClick={() => setOpen('edit')}>
              Edit
            </Button>
          ) : null}
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate(!enabled)}
          >
            {enabled ? 'Disable' : 'Enable'}
          </Button>
          {provider.managed_by === 'environment' ? null : (
            <Button variant="default" onClick={() => setOpen('delete')}>
              Delete…
            </Button>
          )}
        </Group>
      ) : null}
      {change.error === null ? null : (
        <div className={styles.wide}>
          <ErrorNotice error={change.error} />
        </div>
      )}
      {open === 'test' ? <ProviderTest provider={provider} onClose={() => setOpen(null)} /> : null}
      {open === 'edit' ? (
        <ProviderDialog provider={provider} onClose={() => setOpen(null)} />
      ) : null}
      <ConfirmDanger
        opened={open === 'delete'}
        onClose={() => setOpen(null)}
        title={`Delete ${name}`}
        name={name}
        action="Delete provider"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        Requests for <code>{name}/…</code> are refused from then on, and its credential is erased.
        What it answered stays in the requests. To stop it for a while, disable it instead.
      </ConfirmDanger>
    </li>
  );
}

function credentialWords({ credential_from, has_credential }: Provider): string {
  if (credential_from === 'caller') return 'applications log in by themselves';
  return has_credential ? 'with a credential' : 'no credential';
}
