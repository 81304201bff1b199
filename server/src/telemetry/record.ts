import { z } from 'zod';
import { Attempt } from './fields/attempt.ts';
import { saidShape } from './fields/derive.ts';
import { REQUEST_FIELDS } from './fields/request-fields.ts';

export { Attempt };

/** What the gateway knew when the upstream call started; enough for a row if nothing follows. */
export const RequestBegin = z.object(saidShape(REQUEST_FIELDS, 'begin'));
export type RequestBegin = z.infer<typeof RequestBegin>;

/** The header of an end record: the whole request but its bodies, which follow raw. Times are microseconds since it began. */
export const RequestEnd = RequestBegin.extend(saidShape(REQUEST_FIELDS, 'end'));
export type RequestEnd = z.infer<typeof RequestEnd>;

/** How much of a request's content is kept. */
export type Capture = RequestBegin['capture'];

/** What an attempt used and cost: its own, or all that the request did where attempts do not say and it is the last. */
export function spentBy(
  { attempts, usage, cost }: Pick<RequestEnd, 'attempts' | 'usage' | 'cost'>,
  attempt: Attempt,
): Pick<RequestEnd, 'usage' | 'cost'> {
  const isLast = attempt === attempts.at(-1);
  return {
    usage: attempt.usage === undefined && isLast ? usage : (attempt.usage ?? null),
    cost: attempt.cost === undefined && isLast ? cost : (attempt.cost ?? null),
  };
}
