import { isJsonObject } from '../../../lib/json-object.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { CountingCodec } from '../../codec.ts';
import { parseBytes } from '../../json.ts';
import { writeBody } from './write-request.ts';

/** What of a request decides on its tokens: the rest is refused where only they are asked for. */
const COUNTED = [
  'model',
  'system',
  'messages',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
];

export const counting: CountingCodec = {
  writeRequest(request, target) {
    const { body, unsupported } = writeBody(request, target);
    const counted = Object.entries(body).filter(([name]) => COUNTED.includes(name));
    return { body: Buffer.from(JSON.stringify(Object.fromEntries(counted))), unsupported };
  },
  readCount(bytes) {
    const answer = parseBytes(bytes, bomLength(bytes));
    const tokens = isJsonObject(answer) ? answer['input_tokens'] : null;
    return typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0
      ? tokens
      : null;
  },
  writeCount: (tokens) => Buffer.from(JSON.stringify({ input_tokens: tokens })),
};
