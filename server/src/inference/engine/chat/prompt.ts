import { SignalboxError } from '../../../platform/errors/index.ts';
import type { EngineApis, LlamaModel, Token } from '../llama-api.ts';
import type { ChatMessage, ChatTool } from './schema.ts';
import { describeTools, writeToolCalls } from './tool-calls.ts';

/** What templates take. */
interface TemplateMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** For files without a template of their own; most recent models are trained on it. */
const CHATML =
  "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/** Private-use characters that stand for a content while the template is rendered. */
const MARK = /\uE000(\d+)\uE001/;

/** Makes a model's prompt out of messages, by the template in its file. */
export class PromptWriter {
  readonly #model: LlamaModel;
  readonly #template: { render(items: Record<string, unknown>): string };
  readonly #defaultSystem: string | null;

  constructor(apis: EngineApis, model: LlamaModel, defaultSystem: string | null) {
    this.#model = model;
    this.#defaultSystem = defaultSystem;
    this.#template = new apis.jinja.Template(
      model.fileInfo.metadata.tokenizer?.chat_template ?? CHATML,
    );
  }

  /** Throws `request_invalid` where the template refuses the messages (roles out of order, for one). */
  write(messages: readonly ChatMessage[], tools: readonly ChatTool[], begun: string): Token[] {
    const turns = toTurns(messages, tools, this.#defaultSystem);
    const { contents, turns: marked } = this.#protect(turns);
    const tokens: Token[] = [];
    for (const [i, piece] of `${this.#render(marked)}${begun}`.split(MARK).entries()) {
      const content = i % 2 === 1 ? contents[Number(piece)] : undefined;
      tokens.push(...this.#model.tokenize(content ?? piece, content === undefined));
    }
    const { bos, shouldPrependBosToken } = this.#model.tokens;
    if (shouldPrependBosToken && bos !== null && tokens[0] !== bos) tokens.unshift(bos);
    return tokens;
  }

  /**
   * A content that spells a control token, `<|im_end|>` for one, would end its own turn and begin another in a role that
   * its author does not have. Such a content is kept out of the rendering and enters the prompt as plain text.
   */
  #protect(turns: readonly TemplateMessage[]): { contents: string[]; turns: TemplateMessage[] } {
    const contents: string[] = [];
    const marked = turns.map((turn) => {
      const spells =
        turn.content.includes('\uE000') ||
        this.#model.tokenize(turn.content, true).some((t) => this.#model.isSpecialToken(t));
      if (!spells) return turn;
      contents.push(turn.content);
      return { ...turn, content: `\uE000${contents.length - 1}\uE001` };
    });
    return { contents, turns: marked };
  }

  #render(turns: readonly TemplateMessage[]): string {
    const { bosString, eosString } = this.#model.tokens;
    const items = {
      add_generation_prompt: true,
      bos_token: bosString ?? '',
      eos_token: eosString ?? '',
    };
    try {
      return this.#template.render({ ...items, messages: turns });
    } catch (error) {
      const [system, first, ...rest] = turns;
      // Some templates know no system role; then it opens the first user's turn.
      if (system?.role === 'system' && first?.role === 'user')
        return this.#render([
          { role: 'user', content: `${system.content}\n\n${first.content}` },
          ...rest,
        ]);
      throw new SignalboxError(
        'request_invalid',
        `the model's chat template refuses these messages: ${error instanceof Error ? error.message : String(error)}`,
        'Begin with a user message and let user and assistant take turns.',
        { cause: error, details: { param: 'messages' } },
      );
    }
  }
}

function toTurns(
  messages: readonly ChatMessage[],
  tools: readonly ChatTool[],
  defaultSystem: string | null,
): TemplateMessage[] {
  const system = messages
    .filter((message) => message.role === 'system' || message.role === 'developer')
    .map(textOf);
  if (system.length === 0 && defaultSystem !== null) system.push(defaultSystem);
  if (tools.length > 0) system.push(describeTools(tools));
  const turns = messages.flatMap(toTurn);
  return system.length === 0 ? turns : [{ role: 'system', content: system.join('\n\n') }, ...turns];
}

/** System messages are none: they are gathered at the beginning, where alone every template takes them. */
function toTurn(message: ChatMessage): TemplateMessage[] {
  const text = textOf(message);
  if (message.role === 'user') return [{ role: 'user', content: text }];
  if (message.role === 'tool')
    return [{ role: 'user', content: `<tool_response>\n${text}\n</tool_response>` }];
  if (message.role !== 'assistant') return [];
  const parts = [text, writeToolCalls(message.tool_calls ?? [])];
  return [{ role: 'assistant', content: parts.filter((part) => part !== '').join('\n') }];
}

function textOf(message: ChatMessage): string {
  if (typeof message.content === 'string') return message.content;
  return (message.content ?? []).map((part) => part.text ?? '').join('');
}
