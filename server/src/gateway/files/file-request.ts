import type { FileOperation } from '../../protocols/index.ts';
import { MemberPlaces, type ParsedRequest, RequestDocument } from '../../protocols/index.ts';

/** What is recorded of a request about files: for no model, with `body` in place of a file's bytes. */
export function fileRequest(operation: FileOperation, body: Buffer): ParsedRequest {
  return {
    document: new RequestDocument(body, new Map(), new MemberPlaces()),
    operation,
    model: '',
    stream: false,
    tellsUsage: true,
    maxTokens: null,
    choices: 1,
    editsFor: () => [],
    stated: () => null,
  };
}
