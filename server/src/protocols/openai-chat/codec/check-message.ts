import { isJsonObject } from '../../../lib/json-object.ts';
import type { Members } from '../../members.ts';

/**
 * A message is read as telemetry reads it (`readMessage`), which takes anything. Before it is translated it is checked, so that
 * nothing gets lost that way: throws a `RequestFault` at a value of another type, and answers the members that nobody reads.
 */
export function checkMessage(message: Members): string[] {
  const role = message.oneOf('role', ROLES);
  if (role === undefined) {
    throw message.fault('role', 'is missing', `Send one of ${ROLES.join(', ')}.`);
  }
  message.text('name');
  const others = checkContent(message);
  if (role === 'tool') message.needed('tool_call_id');
  if (role === 'assistant') others.push(...checkAnswer(message));
  return [...others, ...message.rest()];
}

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

function checkContent(message: Members): string[] {
  const content = message.any('content');
  if (content === undefined || typeof content === 'string') return [];
  if (!Array.isArray(content)) {
    throw message.fault(
      'content',
      'is neither a text nor a list of parts',
      'Send a string, or a list of objects with a type.',
    );
  }
  return message.objects('content').flatMap(checkPart);
}

function checkPart(part: Members): string[] {
  const type = part.needed('type');
  const within: Members[] = [];
  switch (type) {
    case 'text':
      part.needed('text');
      break;
    case 'refusal':
      part.needed('refusal');
      break;
    case 'image_url': {
      // Some clients give the address itself.
      if (typeof part.any('image_url') === 'string') break;
      const image = neededObject(part, 'image_url');
      image.needed('url');
      image.text('detail');
      within.push(image);
      break;
    }
    case 'input_audio': {
      const sound = neededObject(part, 'input_audio');
      sound.needed('data');
      sound.needed('format');
      within.push(sound);
      break;
    }
    case 'file': {
      const file = neededObject(part, 'file');
      if (file.text('file_data') === undefined) file.needed('file_id');
      else if (file.text('file_id') !== undefined) {
        throw file.fault('file_id', 'stands beside file_data', 'Send one of the two.');
      }
      file.text('filename');
      within.push(file);
      break;
    }
    default:
      // Kept as it is, and named where it is written.
      return [];
  }
  part.skip('prompt_cache_breakpoint');
  return [...part.rest(), ...within.flatMap((object) => object.rest())];
}

function checkAnswer(message: Members): string[] {
  message.text('refusal');
  message.text('reasoning_content');
  message.text('reasoning');
  for (const detail of message.objects('reasoning_details')) detail.needed('type');
  const sound = message.object('audio');
  sound?.needed('id');
  // What an answer says beside, which clients send back as they got it.
  message.skip('annotations', 'images', 'extra_content');
  const calls = message.objects('tool_calls').flatMap(checkCall);
  const old = message.object('function_call');
  return [...calls, ...(old === undefined ? [] : checkCalled(old, 'arguments'))];
}

function checkCall(call: Members): string[] {
  call.needed('id');
  call.skip('type', 'index', 'extra_content');
  const custom = isJsonObject(call.any('custom'));
  const called = neededObject(call, custom ? 'custom' : 'function');
  return [...checkCalled(called, custom ? 'input' : 'arguments'), ...call.rest()];
}

function checkCalled(called: Members, input: string): string[] {
  called.needed('name');
  // Some clients give the arguments as the object that they are.
  if (!isJsonObject(called.any(input))) called.needed(input);
  return called.rest();
}

export function neededObject(members: Members, name: string): Members {
  const object = members.object(name);
  if (object !== undefined) return object;
  throw members.fault(name, 'is missing', 'Send an object.');
}
