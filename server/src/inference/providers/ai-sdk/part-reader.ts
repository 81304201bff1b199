import type {
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
} from '@ai-sdk/provider';
import { z } from 'zod';
import type { ConversationEvent, Usage } from '../../../protocols/index.ts';

const Said = z.object({ tool_plan: z.string().nullish() }).nullish();
const Plan = z.object({ message: Said, delta: z.object({ message: Said }).nullish() });

const STOPS: Readonly<Partial<Record<LanguageModelV4FinishReason['unified'], string>>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
};

/** Reads what a package makes of an answer, whole or streamed, as events of the normal form. */
export class PartReader {
  /** Of the calls, by id, in the order in which they began. */
  readonly #calls = new Map<string, number>();
  #last: 'text' | 'reasoning' | null = null;
  /** A part of its own begins with what comes next. */
  #begins = false;
  /** The host told how it ended; else it broke off. */
  ended = false;

  read(part: LanguageModelV4StreamPart): readonly ConversationEvent[] {
    switch (part.type) {
      case 'text-start':
      case 'reasoning-start':
        this.#begins = true;
        return this.#sealOf(part.providerMetadata);
      case 'text-delta':
        return this.#said('text', part.delta);
      case 'reasoning-delta':
        return [...this.#said('reasoning', part.delta), ...this.#sealOf(part.providerMetadata)];
      case 'reasoning-end':
        return this.#sealOf(part.providerMetadata);
      case 'tool-input-start':
        return [this.#call(part.id, part.toolName, '')];
      case 'tool-input-delta':
        return [this.#more(part.id, part.delta)];
      case 'tool-call':
        // Told again once it is whole.
        return this.#calls.has(part.toolCallId)
          ? []
          : [this.#call(part.toolCallId, part.toolName, part.input)];
      case 'raw':
        return this.readPlan(part.rawValue);
      case 'file':
        return fileEvents(part);
      case 'source':
        return part.sourceType === 'url' ? [citation(part.url, part.title ?? null)] : [];
      case 'finish':
        return this.#finish(part.finishReason, part.usage);
      case 'error':
        this.ended = true;
        return [{ type: 'error', message: messageOf(part.error) }];
      default:
        return [];
    }
  }

  /** What a whole answer is made of. */
  readContent(part: LanguageModelV4Content): readonly ConversationEvent[] {
    if (part.type !== 'text' && part.type !== 'reasoning') {
      return part.type === 'tool-call' || part.type === 'file' || part.type === 'source'
        ? this.read(part)
        : [];
    }
    this.#begins = true;
    return [...this.#said(part.type, part.text), ...this.#sealOf(part.providerMetadata)];
  }

  /** What Cohere says before it calls tools, in an answer (`message`) or an event of one (`delta.message`). */
  readPlan(raw: unknown): readonly ConversationEvent[] {
    const { data } = Plan.safeParse(raw);
    return this.#said('text', data?.message?.tool_plan ?? data?.delta?.message?.tool_plan ?? '');
  }

  #said(type: 'text' | 'reasoning', content: string): readonly ConversationEvent[] {
    if (content === '') return [];
    const apart = this.#begins && this.#last === type;
    this.#begins = false;
    this.#last = type;
    return [{ type, answer: 0, content, ...(apart ? { begins: true as const } : {}) }];
  }

  #sealOf(metadata: SharedV4ProviderMetadata | undefined): readonly ConversationEvent[] {
    const { signature, redactedContent, redactedData } = metadata?.['bedrock'] ?? {};
    const encrypted = redactedContent ?? redactedData;
    if (typeof signature !== 'string' && typeof encrypted !== 'string') return [];
    const begins = this.#begins && typeof encrypted === 'string' ? { begins: true as const } : {};
    this.#begins = false;
    return [
      {
        type: 'signature',
        answer: 0,
        signature: typeof signature === 'string' ? signature : null,
        ...(typeof encrypted === 'string' ? { encrypted } : {}),
        ...begins,
      },
    ];
  }

  #call(id: string, name: string, text: string): ConversationEvent {
    const call = this.#calls.size;
    this.#calls.set(id, call);
    this.#last = null;
    return { type: 'tool_call', answer: 0, call, kind: 'function', id, name, arguments: text };
  }

  #more(id: string, text: string): ConversationEvent {
    const call = this.#calls.get(id) ?? 0;
    const kind = 'function' as const;
    return { type: 'tool_call', answer: 0, call, kind, id: null, name: '', arguments: text };
  }

  #finish(
    { unified, raw }: LanguageModelV4FinishReason,
    usage: LanguageModelV4Usage,
  ): readonly ConversationEvent[] {
    // What packages say of a stream in which no end was told.
    if (unified === 'other' && raw === undefined) return [];
    const told = this.ended;
    this.ended = true;
    const reason = STOPS[unified] ?? raw ?? unified;
    return [...(told ? [] : [{ type: 'stop' as const, answer: 0, reason }]), ...usageEvents(usage)];
  }
}

function usageEvents({ inputTokens, outputTokens }: LanguageModelV4Usage): ConversationEvent[] {
  const counts: [keyof Usage, number | undefined][] = [
    ['input', inputTokens.total],
    ['cached_input', inputTokens.cacheRead],
    ['cache_write', inputTokens.cacheWrite],
    ['output', outputTokens.total],
    ['reasoning', outputTokens.reasoning],
  ];
  const usage = Object.fromEntries(counts.filter(([, count]) => count !== undefined)) as Usage;
  return Object.keys(usage).length === 0 ? [] : [{ type: 'usage', usage }];
}

function fileEvents({
  mediaType,
  data,
}: Extract<LanguageModelV4StreamPart, { type: 'file' }>): ConversationEvent[] {
  if (!mediaType.startsWith('image/') || data.type !== 'data') return [];
  const text =
    typeof data.data === 'string' ? data.data : Buffer.from(data.data).toString('base64');
  const source = { kind: 'inline' as const, media_type: mediaType, data: text };
  return [{ type: 'part', answer: 0, part: { type: 'image', source } }];
}

function citation(uri: string, title: string | null): ConversationEvent {
  const nowhere = { quoted: null, start: null, end: null };
  return { type: 'citation', answer: 0, citation: { uri, title, ...nowhere } };
}

/** What a package says of what it could not read repeats all of it. */
const UNREAD: ReadonlySet<string> = new Set(['AI_TypeValidationError', 'AI_JSONParseError']);

export function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return 'it told of an error';
  return UNREAD.has(error.name) ? 'it is not what its API publishes' : error.message;
}
