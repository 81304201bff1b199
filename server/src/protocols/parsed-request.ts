import type { Usage } from './conversation/usage.ts';
import type { Edit } from './edits.ts';
import type { RequestDocument } from './request-document.ts';

/** By the names that OpenTelemetry's conventions have for them (`gen_ai.operation.name`). */
export type Operation =
  | 'chat'
  | 'text_completion'
  | 'embeddings'
  | 'count_tokens'
  | 'rerank'
  | 'moderation'
  | 'image_generation'
  | 'image_edit'
  | 'speech'
  | 'transcription'
  | 'translation'
  | FileOperation;

/** About files that a provider keeps, which is asked of no model. */
export type FileOperation =
  | 'file_upload'
  | 'file_list'
  | 'file_retrieve'
  | 'file_content'
  | 'file_delete';

/** In one piece; as server-sent events; as the elements of a JSON list, one after the other. */
export type AnswerForm = 'whole' | 'events' | 'json_array';

/** What the gateway knows of a request, whatever its protocol, without having built it. */
export interface ParsedRequest {
  readonly document: RequestDocument;
  readonly operation: Operation;
  readonly model: string;
  readonly stream: boolean;
  /** Where the address says how an answer is wanted (Gemini), that; absent where the body does. */
  readonly form?: AnswerForm;
  /** Of embeddings, where the address tells one text from a list of them (Gemini): it is a list. */
  readonly batch?: boolean;
  /** The client gets the usage of a stream: it asked for it, or its protocol always tells it. */
  readonly tellsUsage: boolean;
  /** The most tokens of an answer; null where the request sets no whole number. */
  readonly maxTokens: number | null;
  /** Answers asked for. */
  readonly choices: number;
  /** What makes of it the request that a candidate of the same protocol gets. */
  editsFor(change: RequestChange): readonly Edit[];
  /** What it says itself that it uses, for answers that tell nothing of it. Absent, or null: nothing. */
  asked?(): Usage | null;
  /** What it says of whose it is; null where it says nothing. */
  stated(): StatedAttributes | null;
}

export interface RequestChange {
  /** As the provider calls it. */
  readonly model: string;
  /** Where it streams and the client will not be told the usage, the provider is asked for it. */
  readonly askForUsage: boolean;
}

/** What a request's own body says of whose it is. */
export interface StatedAttributes {
  readonly user: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}
