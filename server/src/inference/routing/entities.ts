import { z } from 'zod';

/** How a target of a tier is chosen among its equals. */
export const ROUTE_STRATEGIES = ['order', 'weighted', 'latency', 'cost'] as const;

/** What a call of one target may end by, so that the next one is asked. */
export const FALLBACK_CAUSES = [
  /** It failed, could not be reached, was too slow, or its breaker is open. */
  'error',
  /** It said 429, or its quota is used up. */
  'rate_limit',
  /** It refused the credential, or the account has no money left: 401, 402, 403. */
  'credential',
  'context_overflow',
  'content_filter',
  'model_not_found',
] as const;
export type FallbackCause = (typeof FALLBACK_CAUSES)[number];

const Milliseconds = z.number().int().min(1).max(86_400_000);

/** What is absent is as the gateway's own time limits say. */
export const RouteTimeouts = z.object({
  connect_ms: Milliseconds.optional(),
  first_byte_ms: Milliseconds.optional(),
  idle_ms: Milliseconds.optional(),
  total_ms: Milliseconds.optional(),
});
export type RouteTimeouts = z.infer<typeof RouteTimeouts>;

/** A model of a provider, or another name that stands for one. */
export const RouteTarget = z.object({
  /** `provider/model`. */
  model: z
    .string()
    .min(3)
    .max(400)
    .regex(/^[^/]+\/.+$/, 'provider/model'),
  /** Its share among the targets of its tier; 0: only where no other is left. */
  weight: z.number().min(0).max(1_000_000).default(1),
  /** Its tier: those of a lower one are tried first. */
  order: z.number().int().min(1).max(100).default(1),
  timeouts: RouteTimeouts.default({}),
});
export type RouteTarget = z.infer<typeof RouteTarget>;

const Targets = z.array(RouteTarget).min(1).max(50);

/** Which requests a rule is for; all of what it says must hold, and what it does not say is not asked. */
export const RouteCondition = z.object({
  /** Values of `x-signalbox-metadata` by key; a value is compared as text. */
  metadata: z.record(z.string().min(1).max(200), z.string().max(1000)).optional(),
  /** One of them is among the request's tags. */
  tags: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
  /** The end user is one of them; a `*` at the end stands for any rest. */
  users: z.array(z.string().min(1).max(300)).min(1).max(1000).optional(),
  /** By the length of the body, four bytes to a token. */
  input_tokens: z
    .object({ min: z.number().int().min(0).optional(), below: z.number().int().min(1).optional() })
    .optional(),
});
export type RouteCondition = z.infer<typeof RouteCondition>;

export const RouteRule = z.object({
  name: z.string().min(1).max(100),
  when: RouteCondition,
  targets: Targets,
});
export type RouteRule = z.infer<typeof RouteRule>;

/** What a version of a route says; it never changes. */
export const RouteDefinition = z.object({
  strategy: z.enum(ROUTE_STRATEGIES).default('order'),
  targets: Targets,
  /** The first whose condition holds says the targets, in place of the route's own. */
  rules: z.array(RouteRule).max(100).default([]),
  timeouts: RouteTimeouts.default({}),
  /** How often one target is called again before the next one is, where that may help. */
  retries: z.number().int().min(0).max(10).default(1),
  fallback_on: z.array(z.enum(FALLBACK_CAUSES)).default([...FALLBACK_CAUSES]),
  /** After so long without a first byte, the next target is called too, and the first to answer wins; null: never. */
  hedge_after_ms: Milliseconds.nullable().default(null),
});
export type RouteDefinition = z.infer<typeof RouteDefinition>;

/** A name that clients use as `model`, in its version in force. Kind of the config stream: `route`. */
export const RouteEntity = z.object({
  project_id: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  enabled: z.boolean().default(true),
  definition: RouteDefinition,
});
export type RouteEntity = z.infer<typeof RouteEntity>;
