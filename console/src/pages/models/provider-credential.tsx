import { PasswordInput, Switch } from '@mantine/core';
import type { ProviderDraft } from './provider-draft.ts';
import type { Provider } from './types.ts';

/** Who logs in at the host: this installation with a credential that is stored, or each application by itself. */
export function ProviderCredential({
  draft,
  provider,
  moved,
  onChange,
}: {
  readonly draft: ProviderDraft;
  readonly provider: Provider | null;
  /** Another URL drops the credential that is set. */
  readonly moved: boolean;
  readonly onChange: (draft: ProviderDraft) => void;
}) {
  const { fromCaller, credential, preset } = draft;
  return (
    <>
      {fromCaller ? null : (
        <PasswordInput
          label="Credential"
          description={provider === null ? newWords(preset) : changeWords(provider, moved)}
          required={provider === null && preset?.credential === 'required'}
          withAsterisk={false}
          autoComplete="off"
          value={credential}
          onChange={(event) => onChange({ ...draft, credential: event.currentTarget.value })}
        />
      )}
      <Switch
        label="Applications log in by themselves"
        description="For coding agents with a subscription of their own: they send this installation’s key as x-signalbox-key, and their own login goes on to this host untouched, to no other, and is neither stored nor recorded."
        checked={fromCaller}
        onChange={(event) => onChange({ ...draft, fromCaller: event.currentTarget.checked })}
      />
    </>
  );
}

function newWords(preset: ProviderDraft['preset']): string {
  const kept = 'Encrypted at rest, sealed to each gateway, never shown again.';
  if (preset?.credential === 'optional') return `If it wants one. ${kept}`;
  const form = preset?.credential_form ?? null;
  if (form !== null) return `Yours: ${form}. ${kept}`;
  const variable = preset?.variable ?? null;
  return `Your key for it${variable === null ? '' : `, often in ${variable}`}. ${kept}`;
}

function changeWords({ has_credential }: Provider, moved: boolean): string {
  if (moved && has_credential) return 'Another URL drops the credential that is set: give it anew.';
  return has_credential ? 'One is set. Empty: it stays.' : 'None is set.';
}
