import { z } from 'zod';
import { ATTEMPT_FIELDS } from '../fields/attempt-fields.ts';
import { apiShape } from '../fields/derive.ts';

// What a detail has beside its row.

/** A body as it was on the wire. `base64` where its bytes are no UTF-8. */
export const Body = z.object({ encoding: z.enum(['utf-8', 'base64']), content: z.string() });
export type Body = z.infer<typeof Body>;

export const TraceAttempt = z.object(apiShape(ATTEMPT_FIELDS, 'attempts'));
export type TraceAttempt = z.infer<typeof TraceAttempt>;
