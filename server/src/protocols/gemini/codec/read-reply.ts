import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Answer, Reply } from '../../conversation/conversation.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { listOf, parseBytes } from '../../json.ts';
import type { StreamEvent } from '../../stream-event.ts';
import type { StreamReader } from '../../stream-reader.ts';
import { readAnswer } from '../read-answer.ts';
import { isBlocked } from './piece-decoder.ts';
import { readCandidate } from './read-candidate.ts';

const NO_REPLY: Reply = { answers: [], vectors: null, usage: null, error: null };

/** An answer that was not streamed. Never throws. */
export function readWhole(body: Buffer): Reply {
  const answer = parseBytes(body);
  const { usage, error } = readAnswer(body);
  const told = error === null ? null : (error.message ?? error.code ?? 'an error without a text');
  if (!isJsonObject(answer)) return { ...NO_REPLY, usage, error: told };
  return { answers: answersOf(answer), vectors: vectorsOf(answer), usage, error: told };
}

/** A stream, by what reads one. Never throws. */
export function readStream(body: Buffer, reader: StreamReader): Reply {
  const events = [...reader.pushEvents(body)];
  const { tailEvents, facts } = reader.finish();
  const said = [...events, ...tailEvents].flatMap(saidBy);
  const reply = joinEvents(said);
  return { ...reply, usage: facts.usage };
}

function saidBy(event: StreamEvent) {
  return 'said' in event ? event.said() : [];
}

function answersOf(answer: JsonObject): Answer[] {
  const candidates = listOf(answer['candidates']).filter(isJsonObject);
  if (candidates.length > 0 || !isBlocked(answer)) return candidates.map(readCandidate);
  return [{ role: 'assistant', name: null, parts: [], stop_reason: 'content_filter' }];
}

function vectorsOf(answer: JsonObject): Reply['vectors'] {
  const one = answer['embedding'];
  const all = isJsonObject(one) ? [one] : listOf(answer['embeddings']).filter(isJsonObject);
  const [first] = all;
  if (first === undefined) return null;
  const values = first['values'];
  return { count: all.length, dimensions: Array.isArray(values) ? values.length : null };
}
