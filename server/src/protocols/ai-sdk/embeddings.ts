import { z } from 'zod';
import type { EmbeddingsCodec } from '../codec.ts';
import { Usage } from '../conversation/usage.ts';
import { parseBytes } from '../json.ts';
import { UnsupportedFeatures } from '../unsupported-features.ts';
import { writeCall } from './call.ts';
import { notSpoken } from './not-spoken.ts';

const Vectors = z.object({ vectors: z.array(z.array(z.number())).min(1), usage: Usage.nullable() });

export const embeddings: EmbeddingsCodec = {
  readRequest: notSpoken,
  writeReply: notSpoken,
  writeRequest({ inputs, dimensions, user }, { model }) {
    const unsupported = new UnsupportedFeatures();
    if (user !== undefined) unsupported.addHint('user');
    const length = dimensions === undefined ? {} : { dimensions };
    const body = writeCall({ kind: 'embeddings', model, inputs, ...length });
    return { body, unsupported: unsupported.list() };
  },
  readReply(answer) {
    const read = Vectors.safeParse(parseBytes(answer));
    return read.success ? read.data : null;
  },
};
