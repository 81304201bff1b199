import { z } from 'zod';
import { PageQuery } from '../../platform/http/index.ts';
import { Propagation } from '../../platform/management/index.ts';
import { ProviderEntity } from '../entities.ts';
import {
  FALLBACK_CAUSES,
  type FallbackCause,
  RouteCondition,
  RouteDefinition,
  RouteRule,
  RouteTarget,
  RouteTimeouts,
} from './entities.ts';

const Uuid = z.uuid();

const RouteName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/,
    'at most 128 letters, digits, dots, dashes, underscores, colons and slashes, and first a letter or digit',
  )
  .refine((name) => !name.startsWith('app:'), 'what starts with app: is the name of an app')
  .describe('What clients name as `model`.');

const Message = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .nullable()
  .describe('Why it is changed, for those who read its versions.');

const Timeouts = RouteTimeouts.strict();

const Targets = z
  .array(RouteTarget.extend({ timeouts: Timeouts.default({}) }).strict())
  .min(1)
  .max(50)
  .superRefine((targets, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    for (const [order, tier] of Map.groupBy(targets, (target) => target.order)) {
      const models = tier.map(({ model }) => model);
      const twice = models.find((model, at) => models.indexOf(model) !== at);
      if (twice !== undefined) refuse(`tier ${order} names ${twice} twice`);
      if (tier.every(({ weight }) => weight === 0))
        refuse(`the weights of tier ${order} are all 0`);
    }
  });

const Condition = RouteCondition.strict()
  .refine(
    ({ metadata, ...others }) =>
      Object.keys(metadata ?? {}).length > 0 ||
      Object.values(others).some((one) => one !== undefined),
    'says nothing, so that the rule would hold of every request',
  )
  .refine(
    ({ input_tokens: range }) =>
      range?.below === undefined || range.min === undefined || range.min < range.below,
    'input_tokens: nothing is at least `min` and yet below `below`',
  );

const Rules = z
  .array(RouteRule.extend({ when: Condition, targets: Targets }).strict())
  .max(100)
  .refine(
    (rules) => new Set(rules.map(({ name }) => name)).size === rules.length,
    'two rules have one name',
  );

/** In the order of the causes, each once, so that what says the same is the same. */
const Causes = z
  .array(z.enum(FALLBACK_CAUSES))
  .transform((causes): FallbackCause[] =>
    FALLBACK_CAUSES.filter((cause) => causes.includes(cause)),
  );

const { strategy, retries, hedge_after_ms } = RouteDefinition.shape;
/** Each member without its default: what a change leaves out stays. */
const MEMBERS = {
  strategy: strategy.unwrap(),
  targets: Targets.describe('At least one; where it is the only one, the route is an alias.'),
  rules: Rules.describe('The first whose condition holds says the targets.'),
  timeouts: Timeouts.describe('Unless a target has its own.'),
  retries: retries
    .unwrap()
    .describe('How often a target is called again before the next one, where that may help.'),
  fallback_on: Causes.describe('What has the next target asked.'),
  hedge_after_ms: hedge_after_ms
    .unwrap()
    .describe('After so long without a first byte the next target is called too; null: never.'),
};

export const CreateRoute = z.strictObject({
  name: RouteName,
  enabled: z.boolean().default(true),
  strategy,
  targets: MEMBERS.targets,
  rules: MEMBERS.rules.default([]),
  timeouts: MEMBERS.timeouts.default({}),
  retries,
  fallback_on: MEMBERS.fallback_on.default([...FALLBACK_CAUSES]),
  hedge_after_ms,
  message: Message.default(null),
});

export const UpdateRoute = z.strictObject({
  name: RouteName.optional(),
  enabled: z.boolean().optional(),
  strategy: MEMBERS.strategy.optional(),
  targets: MEMBERS.targets.optional(),
  rules: MEMBERS.rules.optional(),
  timeouts: MEMBERS.timeouts.optional(),
  retries: MEMBERS.retries.optional(),
  fallback_on: MEMBERS.fallback_on.optional(),
  hedge_after_ms: MEMBERS.hedge_after_ms.optional(),
  message: Message.optional(),
});
export type UpdateRoute = z.infer<typeof UpdateRoute>;

export const RestoreRoute = z.strictObject({
  version: z
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .describe('The one that it shall be as again.'),
  message: Message.optional(),
});

export const RouteFilter = PageQuery.extend({
  name: z.string().max(128).optional().describe('The route of this name only.'),
});

export const TARGET_PROBLEMS = ['provider_missing', 'provider_disabled', 'model_missing'] as const;

const ShownTarget = RouteTarget.extend({
  problem: z
    .enum(TARGET_PROBLEMS)
    .nullable()
    .describe('Why it cannot be called as things are; null: nothing is known against it.'),
}).meta({ id: 'RouteTarget' });

const ShownRule = RouteRule.extend({ targets: z.array(ShownTarget) }).meta({ id: 'RouteRule' });

export const Author = z
  .object({
    kind: z.enum(['key', 'bootstrap', 'user', 'system']),
    id: z.string(),
    name: z.string().nullable().describe('Of the person or key, as it is now.'),
  })
  .meta({ id: 'RouteAuthor' });

export type Author = z.infer<typeof Author>;

const ofVersion = {
  name: z.string(),
  enabled: z.boolean(),
  ...RouteDefinition.shape,
  version: z.number().int(),
  message: z.string().nullable(),
};

export const Route = z
  .object({
    id: Uuid,
    project_id: Uuid,
    ...ofVersion,
    targets: z.array(ShownTarget),
    rules: z.array(ShownRule),
    shadowed_by: z
      .string()
      .nullable()
      .describe('A provider whose name the route’s begins with: its models are called by it.'),
    changed_by: Author,
    managed_by: ProviderEntity.shape.managed_by,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Route' });
export type Route = z.infer<typeof Route>;

export const ChangedRoute = Route.extend(Propagation.shape).meta({ id: 'ChangedRoute' });

export const RemovedRoute = z
  .object({ id: Uuid, removed: z.literal(true), ...Propagation.shape })
  .meta({ id: 'RemovedRoute' });

export const RouteVersion = z
  .object({ route_id: Uuid, ...ofVersion, author: Author, created_at: z.string() })
  .meta({ id: 'RouteVersion' });
export type RouteVersion = z.infer<typeof RouteVersion>;
