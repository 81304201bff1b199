import type { RequestTarget, WrittenRequest } from '../codec.ts';
import { withCallIds } from '../conversation/call-ids.ts';
import type { ContentPart, Message, Part, Tool } from '../conversation/conversation.ts';
import type { ModelRequest, Settings } from '../conversation/model-request.ts';
import { UnsupportedFeatures } from '../unsupported-features.ts';
import { writeCall } from './call.ts';

/** What the calls of the AI SDK have no place for, whoever is called. */
const NOWHERE = [
  'min_p',
  'top_logprobs',
  'logit_bias',
  'service_tier',
  'verbosity',
] as const satisfies readonly (keyof Settings)[];
/** The same, on which no answer depends. */
const HINTS = [
  'user',
  'metadata',
  'cache_key',
  'store',
] as const satisfies readonly (keyof Settings)[];
const EFFORTS: ReadonlySet<string> = new Set(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']);

/** The normal form itself, without what cannot be said through the AI SDK. What one provider cannot be told, its package says. */
export function writeRequest(
  { messages, tools, settings }: ModelRequest,
  { model, stream, drops = false }: RequestTarget,
): WrittenRequest {
  const unsupported = new UnsupportedFeatures();
  const body = writeCall({
    kind: 'chat',
    model,
    stream,
    drops,
    messages: withCallIds(messages).map((message) => sayable(message, unsupported)),
    tools: tools.filter((tool) => isSayable(tool, unsupported)),
    settings: sayableSettings(settings, unsupported),
  });
  return { body, unsupported: unsupported.list() };
}

function sayableSettings(settings: Settings, unsupported: UnsupportedFeatures): Settings {
  for (const name of NOWHERE) if (settings[name] !== undefined) unsupported.add(name);
  for (const name of HINTS) if (settings[name] !== undefined) unsupported.addHint(name);
  const { tool_choice: choice, reasoning, modalities = [] } = settings;
  if (settings.logprobs === true) unsupported.add('logprobs');
  if ((settings.choices ?? 1) > 1) unsupported.add('more than one answer');
  if (settings.parallel_tool_calls === false) unsupported.add('parallel_tool_calls: false');
  if (choice?.kind === 'some') unsupported.add('a choice among some of the tools');
  if (modalities.some((kind) => kind !== 'text')) unsupported.add('answers of more than text');
  if (reasoning?.effort !== undefined && !EFFORTS.has(reasoning.effort))
    unsupported.add(`reasoning effort ${reasoning.effort}`);
  if (reasoning?.summary !== undefined) unsupported.addHint('summaries of reasoning');
  if (reasoning?.encrypted === true) unsupported.addHint('encrypted reasoning');
  return settings;
}

function isSayable({ kind, name }: Tool, unsupported: UnsupportedFeatures): boolean {
  if (kind === 'function') return true;
  unsupported.add(kind === 'hosted' ? `the tool ${name} of a provider` : `the custom tool ${name}`);
  return false;
}

function sayable(message: Message, unsupported: UnsupportedFeatures): Message {
  return {
    ...message,
    parts: message.parts.flatMap((part): Part[] => {
      if (part.type !== 'tool_result') return isSaid(part, '', unsupported) ? [part] : [];
      const content: readonly ContentPart[] = part.content;
      return [
        { ...part, content: content.filter((one) => isSaid(one, ' of a tool', unsupported)) },
      ];
    }),
  };
}

/** `whose`: what stands behind its name where it is missed. */
function isSaid(part: Part, whose: string, unsupported: UnsupportedFeatures): boolean {
  if (part.type === 'unknown') {
    unsupported.add('a part of an unknown kind');
    return false;
  }
  if (part.type === 'tool_call' && part.kind === 'custom') {
    unsupported.add(`the custom tool ${part.name}`);
    return false;
  }
  if (part.type === 'image' || part.type === 'document' || part.type === 'audio') {
    const what =
      part.type === 'audio' ? 'audio' : `${part.type === 'image' ? 'an' : 'a'} ${part.type}`;
    const kind = part.source?.kind ?? 'file';
    if (kind === 'inline') return true;
    unsupported.add(`${what}${whose} by ${kind === 'uri' ? 'its address' : 'the id of a file'}`);
    return false;
  }
  return true;
}
