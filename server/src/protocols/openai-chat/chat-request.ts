import type { Usage } from '../conversation/usage.ts';
import type { Edit } from '../edits.ts';
import type { ParsedRequest, RequestChange, StatedAttributes } from '../parsed-request.ts';
import type { RequestDocument } from '../request-document.ts';
import { askedUsage } from './asked-usage.ts';
import type { ChatOperation } from './operations.ts';
import { requestEdits } from './request-edits.ts';
import { type ScannedRequest, scanRequest } from './scan-request.ts';
import { statedAttributes } from './stated-attributes.ts';

/** A request for a chat, or for another thing that OpenAI's models do. */
export class ChatRequest implements ParsedRequest {
  readonly document: RequestDocument;
  readonly operation: ChatOperation;
  readonly model: string;
  readonly stream: boolean;
  readonly tellsUsage: boolean;
  readonly maxTokens: number | null;
  readonly choices: number;
  readonly #scanned: ScannedRequest;

  /** Throws a `RequestFault`, as `scanRequest` does. */
  constructor(body: Buffer, operation: ChatOperation, modelInAddress: string | null = null) {
    const scanned = scanRequest(body, operation, modelInAddress);
    this.document = scanned.document;
    this.operation = operation;
    this.model = scanned.model;
    this.stream = scanned.stream;
    this.tellsUsage = scanned.tellsUsage;
    this.maxTokens = scanned.maxTokens;
    this.choices = scanned.choices;
    this.#scanned = scanned;
  }

  editsFor(change: RequestChange): readonly Edit[] {
    return requestEdits(this.#scanned, change);
  }

  asked(): Usage | null {
    return askedUsage(this.operation, this.document);
  }

  stated(): StatedAttributes | null {
    return statedAttributes(this.#scanned);
  }
}
