import { Button, Checkbox, Group, Modal, PasswordInput, TagsInput, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../data/session.ts';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import layout from '../../ui/layout.module.css';
import {
  headerDraftOf,
  ProviderHeaders,
  statedAccount,
  statedHeaders,
} from './provider-headers.tsx';
import type { Provider } from './types.ts';

/** Adds a provider, or changes one. A credential goes in and never comes out again. */
export function ProviderDialog({
  provider,
  onClose,
}: {
  readonly provider: Provider | null;
  readonly onClose: () => void;
}) {
  const { role } = useSession();
  const [name, setName] = useState(provider?.name ?? '');
  const [url, setUrl] = useState(provider?.base_url ?? '');
  const [credential, setCredential] = useState('');
  const [models, setModels] = useState<string[]>([...(provider?.models ?? [])]);
  const [shared, setShared] = useState(false);
  const [further, setFurther] = useState(() => headerDraftOf(provider));
  const given = {
    ...(credential === '' ? {} : { credential }),
    ...statedAccount(further),
  };
  const headers = statedHeaders(further, provider);
  const listed = models.length === 0 ? null : models;
  const save = useApiMutation(
    (api) =>
      provider === null
        ? unwrap(
            api.POST('/api/v1/providers', {
              body: { name, base_url: url, ...given, headers: headers.set, models: listed, shared },
            }),
          )
        : unwrap(
            api.PATCH('/api/v1/providers/{id}', {
              params: {
                path: { id: provider.id },
                header: { 'if-match': `"${provider.version}"` },
              },
              body: {
                ...(moved ? { base_url: url } : {}),
                ...given,
                headers: headers.changes,
                models: listed,
              },
            }),
          ),
    { changes: [['providers'], ['models'], ['audit']], onSuccess: onClose },
  );
  const moved = provider !== null && url !== provider.base_url;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={provider === null ? 'Add a provider' : `Edit ${provider.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={submit}>
        {provider === null ? (
          <TextInput
            label="Name"
            description="The part of a model’s name before the slash, such as groq."
            pattern="[a-z0-9][a-z0-9._\-]{0,62}"
            required
            withAsterisk={false}
            ref={focusAtOnce}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          label="Base URL"
          description="Where it speaks OpenAI’s protocol, such as https://api.groq.com/openai/v1."
          type="url"
          required
          withAsterisk={false}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <PasswordInput
          label="Credential"
          description={credentialWords(provider, moved)}
          autoComplete="off"
          value={credential}
          onChange={(event) => setCredential(event.currentTarget.value)}
        />
        <TagsInput
          label="Models"
          description="Those it is known to serve. Empty: any name is passed on to it."
          value={models}
          onChange={(names) => setModels(names.map((one) => one.replace(/[,\s]+$/, '')))}
        />
        <ProviderHeaders draft={further} moved={moved} onChange={setFurther} />
        {provider === null && role === 'owner' ? (
          <Checkbox
            label="For every project of this installation"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        ) : null}
        {save.error === null ? null : <ErrorNotice error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {provider === null ? 'Add the provider' : 'Save'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function credentialWords(provider: Provider | null, moved: boolean): string {
  if (provider === null)
    return 'Your key for it. Encrypted at rest, sealed to each gateway, never shown again.';
  if (moved && provider.has_credential)
    return 'Another URL drops the credential that is set: give it anew.';
  return provider.has_credential ? 'One is set. Empty: it stays.' : 'None is set.';
}
