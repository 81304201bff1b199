import { SignalboxError } from '../platform/errors/index.ts';
import type { ModelRequest } from '../protocols/conversation/index.ts';
import {
  applyEdits,
  type Edit,
  type FileOperation,
  type ParsedRequest,
  type Protocol,
  type ReplyHead,
  type RequestTarget,
  type WrittenRequest,
} from '../protocols/index.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Candidate } from './plan.ts';
import { shortened } from './shortened.ts';

/** How an answer of another protocol becomes one of the client's. */
export interface Translation {
  /** The client's. */
  readonly to: Protocol;
  readonly head: ReplyHead;
  /** What the provider's protocol could not be told, by name; the client is told in `x-signalbox-dropped`. */
  readonly dropped: readonly string[];
}

/** What a project wants of a call that its provider's protocol cannot carry whole. */
export type OnUnsupported = 'refuse' | 'drop';

export interface TranslatedRequest {
  /** In the protocol that it was written in. */
  readonly candidate: Candidate;
  readonly body: Buffer;
  readonly translation: Translation;
}

export interface Translating {
  readonly parsed: ParsedRequest;
  readonly edits: readonly Edit[];
  readonly candidate: Candidate;
  readonly askForUsage: boolean;
  readonly onUnsupported: OnUnsupported;
}

/**
 * From a request of the client's protocol to one that a candidate speaks: of several, the first that loses nothing of it, or
 * else the one that loses least. Throws `feature_unsupported`, naming what would be lost, unless the project wants that dropped
 * and the call means the same without it; a `RequestFault` where the request is not what its protocol says.
 */
export function translateRequest(
  { id, startedAtUs, protocol: from, address }: InboundRequest,
  { parsed, edits, candidate, askForUsage, onUnsupported }: Translating,
): TranslatedRequest {
  const changed =
    edits.length === 0 ? parsed : from.parse(applyEdits(parsed.document.bytes, edits), address);
  const target = {
    model: candidate.model,
    stream: parsed.stream,
    askForUsage,
    ...(candidate.provider.quirks === undefined ? {} : { quirks: candidate.provider.quirks }),
    drops: onUnsupported === 'drop',
  };
  const best = leastLossOf(from, changed, candidate, target);
  if (best === null) throw untranslated(candidate, changed);
  const { missed, hints, body } = best;
  const stored = missed.filter((name) => from.kept?.needs.has(name));
  if (stored.length > 0) throw keptByNobody(best.candidate, stored);
  if (missed.length > 0 && onUnsupported === 'refuse') throw unsupportedBy(best.candidate, missed);
  const dropped = [...new Set([...missed, ...hints])];
  const createdAt = Math.floor(startedAtUs / 1_000_000);
  const head: ReplyHead = { id, model: candidate.model, createdAt, request: parsed };
  return { candidate: best.candidate, body, translation: { to: from, head, dropped } };
}

interface Loss {
  readonly candidate: Candidate;
  readonly body: Buffer;
  readonly missed: readonly string[];
  readonly hints: readonly string[];
}

function leastLossOf(
  from: Protocol,
  request: ParsedRequest,
  candidate: Candidate,
  target: RequestTarget,
): Loss | null {
  let best: Loss | null = null;
  for (const protocol of new Set([candidate.protocol, ...candidate.provider.protocols])) {
    const spoken = { ...candidate, protocol };
    const written = writtenFor(from, request, spoken, target);
    if (written === null) continue;
    const { body, unsupported, others, hints: unkept = [] } = written;
    const lost = unsupported.filter(({ hint }) => hint !== true).map(({ feature }) => feature);
    const missed = [...new Set([...others, ...lost])];
    const hinted = unsupported.filter(({ hint }) => hint === true).map(({ feature }) => feature);
    const hints = [...unkept, ...hinted];
    if (best === null || missed.length < best.missed.length) {
      best = { candidate: spoken, body, missed, hints };
    }
    if (missed.length === 0) break;
  }
  return best;
}

/**
 * By what is asked for; what the protocol it came in has to itself is among `others`. Null: the candidate's protocol has nothing
 * of the kind.
 */
function writtenFor(
  from: Protocol,
  request: ParsedRequest,
  candidate: Candidate,
  target: RequestTarget,
): (WrittenRequest & Pick<ModelRequest, 'others' | 'hints'>) | null {
  const { codec } = candidate.protocol;
  switch (request.operation) {
    case 'chat': {
      const asked = from.codec.readRequest(request);
      return { ...codec.writeRequest(asked, target), ...leftOut(asked) };
    }
    case 'embeddings': {
      const asked = codec.embeddings && from.codec.embeddings?.readRequest(request);
      if (!codec.embeddings || !asked) break;
      return { ...codec.embeddings.writeRequest(asked, target), others: asked.others };
    }
    case 'count_tokens': {
      if (!codec.counting) break;
      const asked = from.codec.readRequest(request);
      return { ...codec.counting.writeRequest(asked, target), ...leftOut(asked) };
    }
  }
  return null;
}

function leftOut({ others, hints }: ModelRequest): Pick<ModelRequest, 'others' | 'hints'> {
  return hints === undefined ? { others } : { others, hints };
}

function unsupportedBy({ provider, protocol, model }: Candidate, features: readonly string[]) {
  return new SignalboxError(
    'feature_unsupported',
    `the provider "${provider.name}" (${protocol.title}) cannot be told: ${shortened(features).join(', ')}`,
    `Leave it out of calls of ${model}, call a model of a provider that has it, or let the project drop it (on_unsupported: "drop").`,
    { details: { param: features[0]?.slice(0, 200), features: shortened(features) } },
  );
}

function keptByNobody({ provider, protocol, model }: Candidate, features: readonly string[]) {
  return new SignalboxError(
    'feature_unsupported',
    `the provider "${provider.name}" (${protocol.title}) keeps no responses, which is what this needs: ${features.join(', ')}`,
    `Send the conversation itself in each call of ${model} (a client that refers to items does so with \`store: false\`), or call a model of a provider that keeps them.`,
    { details: { param: features[0], features } },
  );
}

function untranslated({ provider, protocol }: Candidate, { operation }: ParsedRequest) {
  return new SignalboxError(
    'feature_unsupported',
    `the provider "${provider.name}" (${protocol.title}) cannot be asked for ${wanted(operation)}`,
    'Call a model of a provider that speaks the protocol of this endpoint.',
    { details: { features: [operation] } },
  );
}

function wanted(operation: ParsedRequest['operation']): string {
  return operation in WANTED ? WANTED[operation as keyof typeof WANTED] : 'files';
}

const WANTED: Readonly<Record<Exclude<ParsedRequest['operation'], FileOperation>, string>> = {
  chat: 'an answer',
  text_completion: "text completions of this endpoint's kind",
  embeddings: 'embeddings',
  count_tokens: 'a count of tokens',
  rerank: 'a ranking',
  moderation: 'a moderation',
  image_generation: "images by this endpoint's protocol",
  image_edit: "images by this endpoint's protocol",
  speech: "speech by this endpoint's protocol",
  transcription: "transcripts by this endpoint's protocol",
  translation: "translations of sound by this endpoint's protocol",
};
