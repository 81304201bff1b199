import { z } from 'zod';

/**
 * The configuration that roles hold in memory: entities by kind and id. This layer does not know what a kind means;
 * each feature declares a schema for its kinds (`identity/entities.ts`, `inference/entities.ts`).
 */
export const ConfigOp = z.object({
  kind: z.string(),
  id: z.string(),
  /** Null: the entity is gone. */
  value: z.record(z.string(), z.unknown()).nullable(),
});
export type ConfigOp = z.infer<typeof ConfigOp>;

/** An entity as it travels: which version of it this is, and which of its members are sealed to the receiver. */
export const WireOp = ConfigOp.extend({
  /** SHA-256 of the entity as control stores it (secrets encrypted); null where it is gone. */
  digest: z.string().nullable(),
  sealed: z.array(z.string()).optional(),
});
export type WireOp = z.infer<typeof WireOp>;

/** A line of the stream that control sends (NDJSON). `hash` is the state's after the line was applied. */
export const ConfigMessage = z.discriminatedUnion('type', [
  z.object({
    v: z.literal(1),
    type: z.literal('snapshot'),
    generation: z.number().int(),
    hash: z.string(),
    entities: z.array(WireOp),
  }),
  z.object({
    v: z.literal(1),
    type: z.literal('delta'),
    previous: z.number().int(),
    generation: z.number().int(),
    hash: z.string(),
    ops: z.array(WireOp),
  }),
  /** Every second: control is there, and this is its generation. */
  z.object({ v: z.literal(1), type: z.literal('heartbeat'), generation: z.number().int() }),
]);
export type ConfigMessage = z.infer<typeof ConfigMessage>;

/** What a role says when it has put a generation into force (`POST /config/ack`). */
export const ConfigAck = z.object({
  v: z.literal(1),
  process: z.string(),
  role: z.string(),
  generation: z.number().int(),
});
export type ConfigAck = z.infer<typeof ConfigAck>;
