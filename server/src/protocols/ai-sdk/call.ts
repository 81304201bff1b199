import type { Message, Tool } from '../conversation/conversation.ts';
import type { Settings } from '../conversation/model-request.ts';

/**
 * A call in the normal form, on its way to a provider that is spoken with through the AI SDK's packages. It never leaves the
 * process: what goes out is made from it there.
 */
export type AiSdkCall = AiSdkChat | AiSdkEmbeddings;

export interface AiSdkChat {
  readonly kind: 'chat';
  readonly model: string;
  readonly stream: boolean;
  /** What turns out not to be said to this provider is left out and named in a header; else the call is refused. */
  readonly drops: boolean;
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly settings: Settings;
}

export interface AiSdkEmbeddings {
  readonly kind: 'embeddings';
  readonly model: string;
  readonly inputs: readonly string[];
  readonly dimensions?: number;
}

/** In which an answer names what was left out. */
export const DROPPED_HEADER = 'x-signalbox-dropped';

export function writeCall(call: AiSdkCall): Buffer {
  return Buffer.from(JSON.stringify(call));
}

/** Of what `writeCall` wrote. */
export function readCall(body: Buffer): AiSdkCall {
  return JSON.parse(body.toString('utf8')) as AiSdkCall;
}
