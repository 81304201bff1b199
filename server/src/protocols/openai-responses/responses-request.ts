import type { Edit } from '../edits.ts';
import { statedAttributes } from '../openai-chat/stated-attributes.ts';
import type { ParsedRequest, RequestChange, StatedAttributes } from '../parsed-request.ts';
import type { RequestDocument } from '../request-document.ts';
import { type ScannedRequest, scanRequest } from './scan-request.ts';

/** A request for a response. */
export class ResponsesRequest implements ParsedRequest {
  readonly document: RequestDocument;
  readonly operation = 'chat';
  readonly model: string;
  readonly stream: boolean;
  /** The last event of a stream has the whole response. */
  readonly tellsUsage = true;
  readonly maxTokens: number | null;
  readonly choices = 1;
  readonly #scanned: ScannedRequest;

  /** Throws a `RequestFault`, as `scanRequest` does. */
  constructor(body: Buffer) {
    const scanned = scanRequest(body);
    this.document = scanned.document;
    this.model = scanned.model;
    this.stream = scanned.stream;
    this.maxTokens = scanned.maxTokens;
    this.#scanned = scanned;
  }

  /** The model's name. */
  editsFor({ model }: RequestChange): readonly Edit[] {
    if (model === this.model) return [];
    return [this.document.set('model', JSON.stringify(model))];
  }

  stated(): StatedAttributes | null {
    return statedAttributes(this.#scanned);
  }
}
