import { checkOf } from '../fields/compile.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import type { RequestEnd } from '../record.ts';

const hold = checkOf(REQUEST_FIELDS);

/**
 * Whether a header surely is a `RequestEnd`: the schema's rules written out, for a tenth of its CPU time. False says nothing;
 * the schema decides then, and has the reason. A test holds that nothing passes here which the schema refuses.
 */
export function isWellFormed(header: unknown): header is RequestEnd {
  return hold(header);
}
