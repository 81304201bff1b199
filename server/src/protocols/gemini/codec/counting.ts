import { isJsonObject } from '../../../lib/json-object.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { CountingCodec } from '../../codec.ts';
import { parseBytes } from '../../json.ts';
import { resourceName } from '../address.ts';
import { writeBody } from './write-request.ts';

/** Google counts a whole request where it stands in one that asks for its count, with its model. */
export const counting: CountingCodec = {
  writeRequest(request, target) {
    const { body, unsupported } = writeBody(request, target.model);
    const generateContentRequest = { model: resourceName(target.model), ...body };
    return { body: Buffer.from(JSON.stringify({ generateContentRequest })), unsupported };
  },
  readCount(bytes) {
    const answer = parseBytes(bytes, bomLength(bytes));
    const total = isJsonObject(answer) ? answer['totalTokens'] : null;
    return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null;
  },
  writeCount: (tokens) => Buffer.from(JSON.stringify({ totalTokens: tokens })),
};
