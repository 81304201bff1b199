import { z } from 'zod';
import { ATTEMPT_FIELDS } from './attempt-fields.ts';
import { checkOf } from './compile.ts';
import { refusalOf, saidShape } from './derive.ts';

/** One call to one target, as the record says it. */
export const Attempt = z.object(saidShape(ATTEMPT_FIELDS, 'attempt'));
export type Attempt = z.infer<typeof Attempt>;

export const isAttempt = checkOf(ATTEMPT_FIELDS);
export const refusalOfAttempt = refusalOf<Attempt>(ATTEMPT_FIELDS);
