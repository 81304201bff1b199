import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead } from '../../codec.ts';
import type { Answer, Part, Reply } from '../../conversation/conversation.ts';
import { type AnswerForm, answerForm, callId, finishReason } from './answer-form.ts';
import { writeLogprobs } from './logprobs.ts';
import { writeCitation, writeImage, writeSound } from './write-answer-parts.ts';
import { writeCall, writeCalled, writeSeal } from './write-calls.ts';
import { writeReasoning } from './write-reasoning.ts';
import { writeUsage } from './write-usage.ts';

/** An answer that is not streamed. */
export function writeReply({ answers, usage, error }: Reply, head: ReplyHead): Buffer {
  const form = answerForm(head);
  const { id, created, model } = form;
  const body = {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: answers.map((answer, index) => writeAnswer(answer, index, form)),
    ...(usage === null ? {} : { usage: writeUsage(usage) }),
    ...(error === null ? {} : { error: { message: error } }),
  };
  return Buffer.from(JSON.stringify(body));
}

function writeAnswer(answer: Answer, index: number, form: AnswerForm): JsonObject {
  const { parts, stop_reason: reason, stop_sequence: sequence, logprobs } = answer;
  const calls = parts.some(({ type }) => type === 'tool_call');
  return {
    index,
    message: writeMessage(parts, index, form),
    logprobs: logprobs === undefined ? null : writeLogprobs(logprobs),
    finish_reason: finishReason(reason, calls, form.oneCall),
    ...(sequence === undefined ? {} : { stop_reason: sequence }),
  };
}

function writeMessage(parts: readonly Part[], answer: number, form: AnswerForm): JsonObject {
  const { id, created } = form;
  const texts = parts.filter((part) => part.type === 'text');
  const refusals = parts.filter((part) => part.type === 'refusal');
  const images = parts.filter((part) => part.type === 'image').map(writeImage);
  const sound = parts.find((part) => part.type === 'audio');
  return {
    role: 'assistant',
    content: texts.length === 0 ? null : texts.map(({ content }) => content).join(''),
    refusal: refusals.length === 0 ? null : refusals.map(({ content }) => content).join(''),
    annotations: citationsOf(texts),
    ...writeReasoning(parts.filter((part) => part.type === 'reasoning')),
    ...(images.length === 0 ? {} : { images: images.filter((image) => image !== null) }),
    ...(sound === undefined ? {} : { audio: writeSound(sound, `audio_${id}`, created) }),
    ...callsOf(parts, answer, form),
  };
}

function citationsOf(texts: readonly Extract<Part, { type: 'text' }>[]): JsonObject[] {
  const written: JsonObject[] = [];
  let before = 0;
  for (const { content, citations = [] } of texts) {
    const { length } = [...content];
    for (const citation of citations) {
      const cited = writeCitation(citation, before, length);
      if (cited !== null) written.push(cited);
    }
    before += length;
  }
  return written;
}

function callsOf(parts: readonly Part[], answer: number, { id, oneCall }: AnswerForm): JsonObject {
  const calls = parts.filter((part) => part.type === 'tool_call');
  const [first] = calls;
  if (first === undefined) return {};
  if (oneCall) return { function_call: writeCalled({ ...first, kind: 'function' })['function'] };
  return {
    tool_calls: calls.map((call, i) => ({
      ...writeCall(call, call.id ?? callId(id, answer, i)),
      ...writeSeal(call.signature),
    })),
  };
}
