import { z } from 'zod';
import { PROVIDER_KIND_NAMES } from './provider-kinds.ts';

/** A connection to a model host. Kind of the config stream: `provider`. */
export const ProviderEntity = z.object({
  /** Null: every project of the installation (what the operator set by environment). */
  project_id: z.string().nullable(),
  name: z.string(),
  kind: z.enum(PROVIDER_KIND_NAMES),
  /** Which known host it is; null: its base URL tells, or it is none of them. */
  preset: z.string().nullable().default(null),
  base_url: z.string(),
  /** Sealed to the receiver on the stream, opened in its memory; null where none is needed. */
  credential: z.string().nullable(),
  /** `caller`: clients log in at the host by themselves, and what they send for that is passed on; none is stored then. */
  credential_from: z.enum(['stored', 'caller']).default('stored'),
  /** Azure's; null: the form of its API that has none. */
  api_version: z.string().nullable().default(null),
  /** Whether a host that speaks OpenAI's protocol has its Responses too; null: as is known of the host. */
  speaks_responses: z.boolean().nullable().default(null),
  /** Order in which a bare model name is looked up; adding a provider appends. */
  position: z.number().int(),
  /** Models it is known to serve; null: any name is passed on. */
  models: z.array(z.string()).nullable(),
  /** Who set it; `operator_managed` says what its URL may point to. */
  managed_by: z.enum(['console', 'api', 'file', 'environment']),
  /** Set by the operator (environment, file, an owner's key): its URL may point to this machine or its network. */
  operator_managed: z.boolean().default(false),
  /** Set by a member before private networks took an option: may still point there, until its URL changes. Absent where a
   * gateway kept it from before that. */
  address_exempt: z.boolean().default(true),
  /** JSON of static headers by name, sealed like the credential; null: none. */
  header_values: z.string().nullable().default(null),
  /** Who is billed at the provider, where its credential leaves that open. */
  openai_organization: z.string().nullable().default(null),
  openai_project: z.string().nullable().default(null),
  /** Clients may say so themselves (`OpenAI-Organization`, `OpenAI-Project`). */
  account_from_client: z.boolean().default(false),
  enabled: z.boolean(),
});
export type ProviderEntity = z.infer<typeof ProviderEntity>;

/** A further credential of a provider. Kind: `provider_credential`. */
export const ProviderCredentialEntity = z.object({
  provider_id: z.string(),
  name: z.string(),
  /** Sealed as the provider's own is. */
  credential: z.string().nullable(),
  /** Its share of the provider's calls; the provider's own credential has 1. */
  weight: z.number().min(0).default(1),
  enabled: z.boolean().default(true),
});
export type ProviderCredentialEntity = z.infer<typeof ProviderCredentialEntity>;

/** A provider as it is with another of its credentials. */
export function withCredential(
  provider: ProviderEntity,
  { credential }: ProviderCredentialEntity,
): ProviderEntity {
  return { ...provider, credential };
}

/** A model that the engine serves. Kind: `local_model`. */
export const LocalModelEntity = z.object({
  name: z.string(),
  task: z.enum(['chat', 'embeddings']),
  /** Absolute path of the GGUF file or of the ONNX folder. */
  path: z.string(),
  context_tokens: z.number().int().positive(),
});
export type LocalModelEntity = z.infer<typeof LocalModelEntity>;

/** An own price over the public table. Kind: `price`. Prices are pico-USD a token as decimal text. */
export const PriceEntity = z.object({
  project_id: z.string().nullable(),
  provider: z.string(),
  model: z.string(),
  /** Of answers that were served at this tier; null: at the standard one. Absent where it was kept from before there were any. */
  service_tier: z.string().nullable().default(null),
  /** ISO 8601: in force from then on, until a later one. */
  effective_from: z.string(),
  per_token: z.record(z.string(), z.string()),
});
export type PriceEntity = z.infer<typeof PriceEntity>;
