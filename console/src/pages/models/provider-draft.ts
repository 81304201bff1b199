import {
  type HeaderDraft,
  headerDraftOf,
  statedAccount,
  statedHeaders,
} from './provider-headers.tsx';
import type { Provider, ProviderPreset } from './types.ts';

/** A provider as it stands in the form. */
export interface ProviderDraft {
  /** Null: another host, at its address. */
  readonly preset: ProviderPreset | null;
  readonly name: string;
  readonly url: string;
  /** Empty: as it is. */
  readonly credential: string;
  readonly fromCaller: boolean;
  readonly apiVersion: string;
  readonly responses: 'known' | 'yes' | 'no';
  readonly models: readonly string[];
  readonly shared: boolean;
  readonly further: HeaderDraft;
}

export function draftOf(provider: Provider | null): ProviderDraft {
  const responses = provider?.speaks_responses ?? null;
  return {
    preset: null,
    name: provider?.name ?? '',
    url: provider?.base_url ?? '',
    credential: '',
    fromCaller: provider?.credential_from === 'caller',
    apiVersion: provider?.api_version ?? '',
    responses: responses === null ? 'known' : responses ? 'yes' : 'no',
    models: provider?.models ?? [],
    shared: false,
    further: headerDraftOf(provider),
  };
}

/** Another host is chosen: its name and address stand in the form, unless others were typed. */
export function withPreset(draft: ProviderDraft, preset: ProviderPreset | null): ProviderDraft {
  const { preset: before, name, url } = draft;
  const untouched = (text: string, filled: string | null | undefined) =>
    text === '' || text === filled;
  return {
    ...draft,
    preset,
    name: untouched(name, before?.id) ? (preset?.id ?? '') : name,
    url: untouched(url, before?.base_url) ? (preset?.base_url ?? '') : url,
  };
}

/** What can be set of the host, by what it is. */
export function settingsOf(draft: ProviderDraft, provider: Provider | null) {
  const { preset, apiVersion } = draft;
  const kind = provider?.kind ?? preset?.kind ?? 'openai';
  const id = provider?.preset ?? preset?.id ?? null;
  return {
    account: kind === 'openai' && (id === null || id === 'openai'),
    apiVersion: kind === 'azure',
    // Of others it is known.
    responses: kind === 'azure' ? apiVersion.trim() !== '' : kind === 'openai' && id === null,
  };
}

/** What the form states of how the host is called. */
export function statedDraft(draft: ProviderDraft, provider: Provider | null) {
  const { credential, fromCaller, apiVersion, responses, further, models } = draft;
  const has = settingsOf(draft, provider);
  return {
    ...(credential === '' || fromCaller ? {} : { credential }),
    credential_from: fromCaller ? ('caller' as const) : ('stored' as const),
    ...(has.account ? statedAccount(further) : {}),
    ...(has.apiVersion ? { api_version: apiVersion.trim() === '' ? null : apiVersion.trim() } : {}),
    ...(has.responses
      ? { speaks_responses: responses === 'known' ? null : responses === 'yes' }
      : {}),
    models: models.length === 0 ? null : [...models],
    headers: statedHeaders(further, provider),
  };
}
