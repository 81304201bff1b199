import { Checkbox, Modal, Select, TagsInput, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useState } from 'react';
import { useSession } from '../../data/session.ts';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import layout from '../../ui/layout.module.css';
import { ProviderCredential } from './provider-credential.tsx';
import { draftOf, type ProviderDraft, settingsOf, statedDraft } from './provider-draft.ts';
import { ProviderHeaders } from './provider-headers.tsx';
import { ProviderHost } from './provider-host.tsx';
import type { Provider } from './types.ts';

const RESPONSES: { readonly value: ProviderDraft['responses']; readonly label: string }[] = [
  { value: 'known', label: 'Not known' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

/** Adds a provider, or changes one. A credential goes in and never comes out again. */
export function ProviderDialog({
  provider,
  onClose,
}: {
  readonly provider: Provider | null;
  readonly onClose: () => void;
}) {
  const { role } = useSession();
  const [draft, setDraft] = useState(() => draftOf(provider));
  const { name, url, preset, models, shared, apiVersion, responses, further } = draft;
  const moved = provider !== null && url !== provider.base_url;
  const has = settingsOf(draft, provider);
  const save = useApiMutation(
    (api) => {
      const { headers, ...stated } = statedDraft(draft, provider);
      if (provider === null) {
        const host = preset === null ? {} : { preset: preset.id };
        const body = { ...host, name, base_url: url, ...stated, headers: headers.set, shared };
        return unwrap(api.POST('/api/v1/providers', { body }));
      }
      const params = {
        path: { id: provider.id },
        header: { 'if-match': `"${provider.version}"` },
      };
      const body = { ...(moved ? { base_url: url } : {}), ...stated, headers: headers.changes };
      return unwrap(api.PATCH('/api/v1/providers/{id}', { params, body }));
    },
    { changes: [['providers'], ['models'], ['audit']], onSuccess: onClose },
  );
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
        <ProviderHost draft={draft} provider={provider} onChange={setDraft} />
        <ProviderCredential draft={draft} provider={provider} moved={moved} onChange={setDraft} />
        {has.apiVersion ? (
          <TextInput
            label="API version"
            description="Empty: the newer form of its API, where a model is a deployment’s name. A dated one, such as 2024-10-21, takes the older form."
            value={apiVersion}
            onChange={(event) => setDraft({ ...draft, apiVersion: event.currentTarget.value })}
          />
        ) : null}
        <TagsInput
          label={has.apiVersion ? 'Deployments' : 'Models'}
          description={
            has.apiVersion
              ? 'Azure does not list them. Empty: any name is passed on to it.'
              : 'Those it is known to serve. Empty: any name is passed on to it.'
          }
          value={[...models]}
          onChange={(names) =>
            setDraft({ ...draft, models: names.map((one) => one.replace(/[,\s]+$/, '')) })
          }
        />
        {has.responses ? (
          <Select
            label="Has OpenAI’s Responses API"
            description="If so, calls of it pass untouched; else they are translated to chats."
            allowDeselect={false}
            data={RESPONSES}
            value={responses}
            onChange={(value) => setDraft({ ...draft, responses: value ?? 'known' })}
          />
        ) : null}
        <ProviderHeaders
          draft={further}
          account={has.account}
          moved={moved}
          onChange={(changed) => setDraft({ ...draft, further: changed })}
        />
        {provider === null && role === 'owner' ? (
          <Checkbox
            label="For every project of this installation"
            checked={shared}
            onChange={(event) => setDraft({ ...draft, shared: event.currentTarget.checked })}
          />
        ) : null}
        <FormActions error={save.error} pending={save.isPending} onCancel={onClose}>
          {provider === null ? 'Add the provider' : 'Save'}
        </FormActions>
      </form>
    </Modal>
  );
}
