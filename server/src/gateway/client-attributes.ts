import type { IncomingHttpHeaders } from 'node:http';
import { isJsonObject } from '../lib/json-object.ts';
import { labelsOf } from '../lib/labels.ts';
import type { StatedAttributes } from '../protocols/index.ts';
import { readBaggage } from './baggage.ts';

/**
 * What clients and frameworks say of whose a request is, in places of their own: nobody has to change them. These are read as they
 * are, and what does not fit into a record is left out, never refused.
 */
export interface ClientAttributes {
  readonly user: string | null;
  readonly session: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

const LONGEST_ID = 256;
const LONGEST_TAG = 128;

/**
 * Names in metadata, the first that is there counts: LangSmith's of threads (docs.langchain.com/langsmith/threads), the AI SDK's
 * telemetry (ai-sdk.dev/docs/ai-sdk-core/telemetry), Langfuse's, and Anthropic's `metadata.user_id`.
 */
const SESSION_NAMES = [
  'session_id',
  'sessionId',
  'thread_id',
  'threadId',
  'conversation_id',
  'conversationId',
  'langfuse_session_id',
  'langfuseSessionId',
] as const;
const USER_NAMES = ['user_id', 'userId', 'langfuse_user_id', 'langfuseUserId'] as const;
const TAG_NAMES = ['tags', 'langfuse_tags', 'langfuseTags'] as const;

/** Headers in which coding agents and routers of models name a session: Claude Code, Codex (now and before), OpenRouter. */
const SESSION_HEADERS = [
  'x-claude-code-session-id',
  'session-id',
  'session_id',
  'x-session-id',
] as const;

/** As OpenTelemetry names them, in W3C baggage. */
const BAGGAGE_SESSION = 'session.id';
const BAGGAGE_USER = 'user.id';
/** LangSmith's own entries (`RunTree.toHeaders()`). */
const LANGSMITH_METADATA = 'langsmith-metadata';
const LANGSMITH_TAGS = 'langsmith-tags';

/** Of headers; null: they say nothing. */
export function headerAttributes(headers: IncomingHttpHeaders): ClientAttributes | null {
  const session = firstHeader(headers, SESSION_HEADERS);
  const { baggage } = headers;
  if (typeof baggage !== 'string') {
    return session === null ? null : { user: null, session, tags: [], metadata: {} };
  }
  const entries = readBaggage(baggage);
  const stated = parsed(entries.get(LANGSMITH_METADATA));
  const said = metadataAttributes(isJsonObject(stated) ? labelsOf(stated) : {});
  return {
    user: identifier(entries.get(BAGGAGE_USER)) ?? said.user,
    session: session ?? identifier(entries.get(BAGGAGE_SESSION)) ?? said.session,
    tags: [...fitting(entries.get(LANGSMITH_TAGS)?.split(',') ?? []), ...said.tags],
    metadata: said.metadata,
  };
}

/** Of a body, as its protocol reads it. */
export function bodyAttributes({ user, metadata }: StatedAttributes): ClientAttributes {
  const said = metadataAttributes(metadata);
  const person = user === null ? null : personOf(user);
  return {
    user: person?.user ?? said.user,
    session: said.session ?? person?.session ?? null,
    tags: said.tags,
    metadata,
  };
}

function metadataAttributes(metadata: Readonly<Record<string, string>>): ClientAttributes {
  const user = firstOf(metadata, USER_NAMES);
  const person = user === null ? null : personOf(user);
  return {
    user: person?.user ?? null,
    session: firstOf(metadata, SESSION_NAMES) ?? person?.session ?? null,
    tags: TAG_NAMES.flatMap((name) => tagsOf(metadata[name])),
    metadata,
  };
}

/** `user_<device>_account_<account>_session_<session>`; the account may be empty. */
const AGENT_USER = /^(user_[^_]+)_account_([^_]*)_session_(.+)$/;

/**
 * Coding agents say in one text who works and in which session: Claude Code in that form, later as JSON (`device_id`,
 * `account_uuid`, `session_id`).
 */
function personOf(text: string): { readonly user: string; readonly session: string | null } {
  const before = AGENT_USER.exec(text);
  if (before !== null) {
    const [, device = text, account = '', session = ''] = before;
    return { user: account === '' ? device : account, session: identifier(session) };
  }
  const said = text.startsWith('{') ? parsed(text) : null;
  if (!isJsonObject(said)) return { user: text, session: null };
  const user = identifier(said['account_uuid']) ?? identifier(said['device_id']) ?? text;
  return { user, session: identifier(said['session_id']) };
}

/** A list, as JSON, or the one tag that stands there. */
function tagsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const list = text.startsWith('[') ? parsed(text) : text.split(',');
  return Array.isArray(list) ? fitting(list) : [];
}

function fitting(tags: readonly unknown[]): string[] {
  return tags.flatMap((tag) => {
    const text = typeof tag === 'string' ? tag.trim() : '';
    return text === '' || text.length > LONGEST_TAG ? [] : [text];
  });
}

function firstHeader(headers: IncomingHttpHeaders, names: readonly string[]): string | null {
  for (const name of names) {
    const found = identifier(headers[name]);
    if (found !== null) return found;
  }
  return null;
}

function firstOf(
  members: Readonly<Record<string, string>>,
  names: readonly string[],
): string | null {
  for (const name of names) {
    const found = identifier(members[name]);
    if (found !== null) return found;
  }
  return null;
}

function identifier(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : null;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
