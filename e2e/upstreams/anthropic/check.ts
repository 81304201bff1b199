import { inlineMedia, type Media } from '../check/media.ts';
import { ANTHROPIC_STRICT, type SchemaFault, strictSchemaFault } from '../check/strict-schema.ts';
import { isSealOf } from '../seal.ts';
import type { Block } from './content.ts';
import { checkModel } from './models.ts';
import { badRequest } from './refusals.ts';
import type { Message, MessagesBody } from './request.ts';

type Prompt = Pick<
  MessagesBody,
  'messages' | 'tools' | 'system' | 'thinking' | 'output_config' | 'cache_control'
>;

/** What the published API demands beyond the form of the body. */
export function checkMessages(body: MessagesBody): void {
  checkPrompt(body);
  const { thinking, tool_choice: choice, tools } = body;
  if (thinking?.type === 'enabled' && thinking.budget_tokens >= body.max_tokens) {
    throw badRequest(
      '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
    );
  }
  const thinks = thinking?.type === 'enabled' || thinking?.type === 'adaptive';
  if (thinks && body.temperature !== undefined && body.temperature !== 1) {
    throw badRequest(
      '`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking',
    );
  }
  if (thinks && body.top_k !== undefined)
    throw badRequest('`top_k` must be unset when thinking is enabled.');
  if (thinks && (choice?.type === 'any' || choice?.type === 'tool')) {
    throw badRequest('Thinking may not be enabled when tool_choice forces tool use.');
  }
  checkModel(body);
  if (choice !== undefined && (tools ?? []).length === 0) {
    throw badRequest('tool_choice: may only be specified while providing tools');
  }
  if (choice?.type === 'tool' && !tools?.some((tool) => tool.name === choice.name)) {
    throw badRequest(`tool_choice.tool: Tool '${choice.name}' not found in provided tools`);
  }
}

export function checkPrompt(body: Prompt): void {
  const { messages, tools = [], thinking } = body;
  if (messages[0]?.role === 'assistant') {
    throw badRequest('messages: first message must use the "user" role');
  }
  for (const [n, message] of messages.entries())
    checkContent(message, n, n === messages.length - 1);
  checkToolTurns(messages);
  if (thinking?.type === 'enabled' || thinking?.type === 'adaptive')
    checkThinkingTurn(messages, thinking.type);
  checkCacheMarks(body);
  const names = tools.map(({ name }) => name);
  if (new Set(names).size < names.length) throw badRequest('tools: Tool names must be unique.');
  checkSchemas(body);
}

function checkContent({ role, content }: Message, n: number, isLast: boolean): void {
  const place = `messages.${n}`;
  if (content.length === 0) {
    if (isLast && role === 'assistant') return;
    throw badRequest(
      `${place}: all messages must have non-empty content except for the optional final assistant message`,
    );
  }
  const last = typeof content === 'string' ? content : content.at(-1);
  const text = typeof last === 'string' ? last : last?.type === 'text' ? last.text : '';
  if (isLast && role === 'assistant' && /\s$/.test(text)) {
    throw badRequest('messages: final assistant content cannot end with trailing whitespace');
  }
  if (typeof content === 'string') return;
  for (const [at, block] of content.entries()) checkBlock(block, role, `${place}.content.${at}`);
}

const ONLY_OF: Readonly<Partial<Record<Block['type'], Message['role']>>> = {
  tool_use: 'assistant',
  thinking: 'assistant',
  redacted_thinking: 'assistant',
  tool_result: 'user',
  image: 'user',
  document: 'user',
  search_result: 'user',
};

function checkBlock(block: Block, role: Message['role'], place: string): void {
  const only = ONLY_OF[block.type];
  if (only !== undefined && only !== role) {
    throw badRequest(`${place}: \`${block.type}\` blocks can only be in \`${only}\` messages`);
  }
  if (block.type === 'text' && block.text === '') {
    throw badRequest(`messages: text content blocks must be non-empty`);
  }
  if (block.type === 'thinking' && !isSealOf(block.thinking, block.signature)) {
    throw badRequest(`${place}: Invalid \`signature\` in \`thinking\` block`);
  }
  if (block.type === 'redacted_thinking' && !isSealOf('redacted', block.data)) {
    throw badRequest(`${place}: Invalid \`data\` in \`redacted_thinking\` block`);
  }
  if (block.type === 'tool_result' && Array.isArray(block.content)) {
    for (const [n, inner] of block.content.entries())
      checkBlock(inner, 'user', `${place}.content.${n}`);
  }
  mediaOf(block, place);
}

/** Results come first in the message after that of the calls, one for each and none besides. */
function checkToolTurns(messages: readonly Message[]): void {
  const turns = joinTurns(messages);
  for (const [n, { role, blocks, at }] of turns.entries()) {
    const called = blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
    if (new Set(called).size < called.length)
      throw badRequest(`messages.${at}.content: \`tool_use\` ids must be unique`);
    const before =
      turns[n - 1]?.blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])) ?? [];
    for (const [place, block] of blocks.entries()) {
      if (block.type !== 'tool_result' || before.includes(block.tool_use_id)) continue;
      throw badRequest(
        `messages.${at}.content.${place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      );
    }
    if (role !== 'assistant' || called.length === 0) continue;
    const answered = leadingResults(turns[n + 1]?.blocks ?? []);
    const open = called.filter((id) => !answered.includes(id));
    if (open.length === 0) continue;
    throw badRequest(
      `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
    );
  }
}

function leadingResults(blocks: readonly Block[]): string[] {
  const ids: string[] = [];
  for (const block of blocks) {
    if (block.type !== 'tool_result') break;
    if (ids.includes(block.tool_use_id)) {
      throw badRequest(
        `messages: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${block.tool_use_id}`,
      );
    }
    ids.push(block.tool_use_id);
  }
  return ids;
}

/** Consecutive messages of one role are one turn. */
function joinTurns(messages: readonly Message[]): { role: string; blocks: Block[]; at: number }[] {
  const turns: { role: string; blocks: Block[]; at: number }[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    if (role === 'system') continue;
    const blocks =
      typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
    const last = turns.at(-1);
    if (last?.role === role) last.blocks.push(...blocks);
    else turns.push({ role, blocks: [...blocks], at });
  }
  return turns;
}

/** While tools are in use, the turn goes on with the thinking it began with. */
function checkThinkingTurn(messages: readonly Message[], kind: 'enabled' | 'adaptive'): void {
  // A model that chooses when to think may not have.
  if (kind === 'adaptive') return;
  const at = messages.findLastIndex(({ role }) => role === 'assistant');
  const content = messages[at]?.content;
  if (!Array.isArray(content) || !content.some(({ type }) => type === 'tool_use')) return;
  const [first] = content;
  if (first === undefined || first.type === 'thinking' || first.type === 'redacted_thinking')
    return;
  throw badRequest(
    `messages.${at}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`.`,
  );
}

function checkCacheMarks({ messages, tools = [], system, cache_control }: Prompt): void {
  const blocks = messages.flatMap(({ content }) =>
    typeof content === 'string' ? [] : (content as readonly Block[]),
  );
  const marked = [
    ...blocks,
    ...tools,
    ...(Array.isArray(system) ? system : []),
    { cache_control },
  ].filter((part) => 'cache_control' in part && part.cache_control != null).length;
  if (marked > 4)
    throw badRequest(`A maximum of 4 blocks with cache_control may be provided. Found ${marked}.`);
}

function checkSchemas({ output_config: output, tools = [] }: Prompt): void {
  const fault =
    output?.format == null ? null : strictSchemaFault(output.format.schema, ANTHROPIC_STRICT);
  if (fault !== null) throw badRequest(schemaRefusal('output_config.format.schema', fault));
  for (const [n, tool] of tools.entries()) {
    if (!('strict' in tool) || tool.strict !== true) continue;
    const wrong = strictSchemaFault(tool['input_schema'], ANTHROPIC_STRICT);
    if (wrong !== null) throw badRequest(schemaRefusal(`tools.${n}.custom.input_schema`, wrong));
  }
}

function schemaRefusal(at: string, { place, message }: SchemaFault): string {
  const within = place.length === 0 ? '' : ` (${place.join('.')})`;
  return message.includes('additionalProperties')
    ? `${at}: For 'object' type, 'additionalProperties' must be explicitly set to false${within}`
    : `${at}: ${message}${within}`;
}

/** Null: the block shows nothing. */
export function mediaOf(block: Block, place: string): Media | null {
  if (block.type !== 'image' && block.type !== 'document') return null;
  const { source } = block;
  const kind = block.type;
  const name = block.type === 'document' ? (block.title ?? null) : null;
  switch (source.type) {
    case 'base64': {
      const what = inlineMedia(source.media_type, source.data);
      if (what === null)
        throw badRequest(`${place}.${kind}.source.base64: Could not process ${kind}`);
      return { kind, what, name };
    }
    case 'url':
      if (!/^https?:\/\//.test(source.url))
        throw badRequest(`${place}.${kind}.source.url.url: Only HTTPS URLs are supported.`);
      return { kind, what: source.url, name };
    case 'file':
      return { kind, what: `file ${source.file_id}`, name };
    case 'text':
      return { kind, what: `text/plain of ${Buffer.byteLength(source.data)} bytes`, name };
    case 'content':
      return { kind, what: 'text/plain', name };
  }
}
