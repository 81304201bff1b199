import { z } from 'zod';
import { pageOf } from '../platform/http/index.ts';
import { LocalModelEntity, ProviderEntity } from './entities.ts';
import { PRESETS } from './presets/index.ts';
import { PRICE_KINDS, type PriceKind, pricedTier } from './prices/index.ts';
import { HeaderChanges, StaticHeaders } from './provider-headers.ts';
import { REMOTE_KIND_NAMES } from './provider-kinds.ts';

const Uuid = z.uuid();

export const IdParams = z.object({ id: Uuid });

/** Provider names are the part of a model's name before its first slash. */
const ProviderName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'lower-case letters, digits, dots, dashes, underscores');

export const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => !/^[a-z]+:\/\/[^/]*@/i.test(text), 'credentials belong into `credential`')
  .refine((text) => !/[?#]/.test(text), 'a base URL has no query and no fragment');

const Models = z
  .array(z.string().min(1).max(300))
  .max(5000)
  .nullable()
  .describe('Names it is known to serve; null: any name is passed on.');

const AccountId = z
  .string()
  .max(200)
  .regex(/^[!-~]+$/, 'an id without spaces')
  .nullable();
/** Who is billed at the provider. */
const account = {
  openai_organization: AccountId.optional().describe('Sent as `OpenAI-Organization`; null: none.'),
  openai_project: AccountId.optional().describe('Sent as `OpenAI-Project`; null: none.'),
  account_from_client: z
    .boolean()
    .optional()
    .describe('Clients may send these two headers themselves, and so choose who is billed.'),
};

const ApiVersion = z
  .string()
  .max(50)
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'a version such as 2024-10-21')
  .nullable()
  .optional()
  .describe(
    'Of Azure: a dated one takes the older form of its API, which has the deployment in the address; null: the newer one.',
  );

const PresetId = z.enum(PRESETS.map(({ id }) => id));

const SpeaksResponses = z
  .boolean()
  .nullable()
  .optional()
  .describe(
    'Whether a host that speaks the OpenAI protocol has its Responses API too; null: as is known of the host.',
  );

const CredentialFrom = ProviderEntity.shape.credential_from
  .unwrap()
  .describe(
    '`caller`: clients log in at the host by themselves, with the gateway key in `x-signalbox-key`, and what they send for that is passed on untouched; no credential is stored.',
  );

/** A host that is known, as a dialog offers it. */
export const ProviderPreset = z
  .object({
    id: PresetId,
    name: z.string(),
    kind: z.enum(REMOTE_KIND_NAMES),
    base_url: z.string().nullable().describe('Null: each installation has its own.'),
    base_url_example: z.string(),
    credential: z.enum(['required', 'optional']),
    credential_form: z.string().nullable().describe('What it looks like, where it is not one key.'),
    variable: z.string().nullable().describe('The variable that holds its credential by custom.'),
    speaks_responses: z.boolean().describe('It has the Responses API of OpenAI too.'),
    documentation: z.string().describe('Where its API is published.'),
  })
  .meta({ id: 'ProviderPreset' });
export type ProviderPreset = z.infer<typeof ProviderPreset>;
export const ProviderPresetList = z.object({ data: z.array(ProviderPreset) });

export const Provider = z
  .object({
    id: Uuid,
    project_id: Uuid.nullable().describe('Null: every project of the installation.'),
    name: z.string(),
    kind: ProviderEntity.shape.kind,
    preset: PresetId.nullable().describe(
      'Which known host it is, as set or by its base URL; null: none of them.',
    ),
    remote: z
      .boolean()
      .describe(
        'On a host of its own, with base URL, credential, headers and account; else part of this installation, which is enabled and disabled only.',
      ),
    takes_any_model: z
      .boolean()
      .describe('It names its models itself: no list is set, and any name is passed on.'),
    base_url: z.string(),
    has_credential: z.boolean(),
    credential_from: CredentialFrom,
    header_names: z.array(z.string()).describe('Its static headers; their values are not shown.'),
    openai_organization: z.string().nullable(),
    openai_project: z.string().nullable(),
    account_from_client: z.boolean(),
    api_version: z.string().nullable(),
    speaks_responses: z
      .boolean()
      .nullable()
      .describe('As it is set; null: as is known of the host.'),
    protocols: z
      .array(z.string())
      .describe(
        'What it is spoken with in; what clients send in others is translated to the first that loses nothing of it, or else the one that loses least.',
      ),
    position: z.number().int().describe('Order in which a bare model name is looked up.'),
    models: Models,
    managed_by: ProviderEntity.shape.managed_by,
    enabled: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'Provider' });
export type Provider = z.infer<typeof Provider>;

const ofHost = {
  ...account,
  api_version: ApiVersion,
  speaks_responses: SpeaksResponses,
  credential_from: CredentialFrom.optional(),
};

export const CreateProvider = z.strictObject({
  name: ProviderName,
  preset: PresetId.optional().describe(
    'A known host (GET /api/v1/providers/presets), which gives kind and base URL where they are left out.',
  ),
  kind: z
    .enum(REMOTE_KIND_NAMES)
    .optional()
    .describe(
      'What it speaks: `openai` (unless set), `anthropic` (Messages), `gemini`, `cohere` or `bedrock`; `azure`: the OpenAI protocol at the addresses of Azure.',
    ),
  base_url: BaseUrl.optional().describe("Needed unless it is the preset's."),
  credential: z
    .string()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .describe('Write-only: encrypted at rest, never answered.'),
  headers: StaticHeaders.default({}).describe(
    'Further headers of every call. Write-only, like the credential.',
  ),
  ...ofHost,
  models: Models.default(null),
  enabled: z.boolean().default(true),
  shared: z
    .boolean()
    .default(false)
    .describe('For every project of the installation (owners only).'),
});
export type CreateProvider = z.infer<typeof CreateProvider>;

export const UpdateProvider = z.strictObject({
  base_url: BaseUrl.optional().describe(
    'Another URL drops the credential unless it is given too; so it does that clients log in by themselves.',
  ),
  credential: z.string().min(1).max(10_000).nullable().optional(),
  headers: HeaderChanges.optional().describe(
    'Those that are named change, null takes one away, the others stay; another base URL drops them all.',
  ),
  ...ofHost,
  preset: PresetId.nullable()
    .optional()
    .describe('A known host of the same kind; null: as its base URL tells.'),
  models: Models.optional(),
  enabled: z.boolean().optional(),
});
export type UpdateProvider = z.infer<typeof UpdateProvider>;

export const ProviderOrder = z.strictObject({
  ids: z.array(Uuid).min(1).max(1000).describe('Every provider of the list, first to last.'),
});
export const ProviderList = z.object({ data: z.array(Provider) });

/** The configuration's generation that has it; null where the change is none of the configuration. */
const Generation = z.number().int().nullable();

export const Removed = z
  .object({ id: z.string(), removed: z.literal(true), generation: Generation })
  .meta({ id: 'Removed' });

/** USD per million tokens (calls, seconds, characters), decimal text of at most 6 places: whole pico-USD each. */
const UsdPerMillion = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'a decimal such as "2.50"');

/** Of each kind of use, or not. */
const byKind = <S extends z.ZodType>(rate: S) =>
  z.strictObject(
    Object.fromEntries(PRICE_KINDS.map((kind) => [kind, rate.optional()])) as Readonly<
      Record<PriceKind, z.ZodOptional<S>>
    >,
  );

export const StatedPrice = z.object({
  usd_per_million: byKind(z.string()),
  tiered: z.boolean().describe('Long inputs have other prices than these.'),
  version: z.string().describe('Where it comes from: the public table, an own price, or both.'),
});
export type StatedPrice = z.infer<typeof StatedPrice>;

/** A local model in the engine's memory. `resting`: the next request loads it. */
export const LocalState = z.object({
  state: z.enum(['loaded', 'loading', 'resting']),
  memory_bytes: z.number().int().describe('What its weights and context take; 0 unless loaded.'),
  requests: z.number().int().describe('In work and in wait.'),
});
export type LocalState = z.infer<typeof LocalState>;

const Times = z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable();

/** What requests to a model did in a range. */
export const ModelUsage = z.object({
  requests: z.number().int(),
  errors: z.number().int().describe('Failed and interrupted ones.'),
  input_tokens: z.number().int().nullable(),
  output_tokens: z.number().int().nullable(),
  cost_usd: z.string().nullable().describe('Decimal text, of `priced_requests`; null: not known.'),
  priced_requests: z.number().int(),
  total_ms_mean: z.number().nullable().describe('Times are of answered requests.'),
  total_ms: Times,
  ttft_ms: Times,
});
export type ModelUsage = z.infer<typeof ModelUsage>;

const MODEL_SOURCES = ['stored', 'live', 'used'] as const;

/** Which models are asked for, and of which requests their figures are. */
export const ModelListQuery = z.object({
  from: z.iso.datetime({ offset: true }).optional().describe('30 days ago unless set.'),
  to: z.iso.datetime({ offset: true }).optional().describe('Now unless set.'),
  environment: z.string().max(100).optional().describe('Id of an environment; else of all.'),
  sources: z
    .string()
    .regex(
      /^(stored|live|used)(,(stored|live|used))*$/,
      `takes, comma-separated: ${MODEL_SOURCES.join(', ')}`,
    )
    .optional()
    .describe(
      'stored: in a list that was set; live: named by a provider that has none; used: by a request of the range. All unless set.',
    ),
});

export const Model = z
  .object({
    id: z.string().describe('`provider/name`: what a request names.'),
    provider: z.string(),
    name: z.string(),
    task: z.enum(['chat', 'embeddings']).nullable().describe('Null: not known.'),
    context_tokens: z.number().int().nullable().describe('Null: not known.'),
    local: z.boolean(),
    self_hosted: z
      .boolean()
      .describe('It costs nothing a token unless an own price says otherwise.'),
    local_state: LocalState.nullable().describe('Null: not local, or the engine does not say.'),
    price: StatedPrice.nullable().describe('Null: not known; what runs on this machine has none.'),
    sources: z.array(z.enum(MODEL_SOURCES)).describe('Where it is known from.'),
    usage: ModelUsage.nullable().describe('In the range; null: not known, or not asked for.'),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof Model>;

export const ModelPage = pageOf(Model).extend({
  missing: z
    .array(
      z.object({
        source: z.enum(['live', 'used']),
        provider: z.string().nullable().describe('Null: the whole source.'),
      }),
    )
    .describe('What did not answer, or names no model: its models are missing here.'),
});

export const AddModel = z.strictObject({
  path: z.string().min(1).max(4000).describe('Absolute path of a GGUF file on the server.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'lower-case letters, digits, dots, dashes, underscores')
    .optional()
    .describe('Else the name of the file.'),
  context_tokens: LocalModelEntity.shape.context_tokens.max(1 << 24).default(4096),
});
export type AddModel = z.infer<typeof AddModel>;

export const Price = z
  .object({
    id: Uuid,
    project_id: Uuid.nullable(),
    provider: z.string(),
    model: z.string(),
    service_tier: z.string().nullable().describe('Null: the standard tier.'),
    effective_from: z.string(),
    usd_per_million: byKind(UsdPerMillion),
    created_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'Price' });
export type Price = z.infer<typeof Price>;

const Rates = byKind(UsdPerMillion).refine(
  (rates) => Object.keys(rates).length > 0,
  'at least one kind',
);

export const CreatePrice = z.strictObject({
  provider: z.string().min(1).max(63),
  model: z.string().min(1).max(300),
  service_tier: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,49}$/, 'lower-case letters, digits, dashes, underscores')
    .refine((tier) => pricedTier(tier) !== null, 'the standard tier is priced without naming it')
    .refine((tier) => pricedTier(tier) === tier, 'name it by the usual word: flex, priority')
    .nullable()
    .default(null)
    .describe(
      'Holds for answers that say they were served at this tier (`service_tier`: flex, priority, batch) alone; null: at the standard one.',
    ),
  effective_from: z.iso.datetime({ offset: true }).optional().describe('Else now.'),
  usd_per_million: Rates,
});
export type CreatePrice = z.infer<typeof CreatePrice>;

export const UpdatePrice = z.strictObject({
  effective_from: z.iso.datetime({ offset: true }).optional(),
  usd_per_million: Rates.optional(),
});
export type UpdatePrice = z.infer<typeof UpdatePrice>;
