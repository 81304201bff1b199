import { type Endpoint, endpoint } from '../platform/http/index.ts';
import { PRESETS, type Preset, presetNamed } from './presets/index.ts';
import type { RemoteKindName } from './provider-kinds.ts';
import { fault } from './provider-settings.ts';
import { type CreateProvider, type ProviderPreset, ProviderPresetList } from './schema.ts';

/** What can be added by name. */
export function presetEndpoint(): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/providers/presets',
    operationId: 'listProviderPresets',
    summary: 'The model hosts that are known by name, with what each needs to be filled in.',
    tag: 'providers',
    scope: 'providers:read',
    response: ProviderPresetList,
    handler: async () => ({ data: PRESETS.map(show) }),
  });
}

function show({ id, name, kind, baseUrl, baseUrlExample, ...preset }: Preset): ProviderPreset {
  return {
    id,
    name,
    kind,
    base_url: baseUrl,
    base_url_example: baseUrlExample,
    credential: preset.credential,
    credential_form: preset.credentialForm ?? null,
    variable: preset.variable,
    speaks_responses: preset.quirks.responses === true,
    documentation: preset.source,
  };
}

/** Where a provider that is added is, and what it speaks. Throws `request_invalid` where the body leaves that open. */
export function statedHost(body: CreateProvider): {
  readonly kind: RemoteKindName;
  readonly baseUrl: string;
} {
  const preset = body.preset === undefined ? null : presetNamed(body.preset);
  const baseUrl = body.base_url ?? preset?.baseUrl ?? null;
  if (baseUrl === null) {
    throw fault(
      'base_url',
      preset === null ? 'it is missing' : `${preset.name} has none that all share`,
      `Give the host's, like ${preset?.baseUrlExample ?? 'https://api.openai.com/v1'}.`,
    );
  }
  return { kind: body.kind ?? preset?.kind ?? 'openai', baseUrl };
}
