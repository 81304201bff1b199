export { errorEvent, errorResponse } from './errors.ts';
export type { ResponseFacts } from './facts.ts';
export { readResponse } from './read-response.ts';
export { rewriteRequest } from './rewrite-request.ts';
export { type Operation, type ScannedRequest, scanRequest } from './scan-request.ts';
export { type StatedLabels, statedLabels } from './stated-labels.ts';
export { createStreamReader, type StreamReader } from './stream-reader.ts';
export { beginsEvents, streamType } from './stream-type.ts';
