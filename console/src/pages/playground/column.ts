/** What one column of the playground holds; everything that is typed stays text until it is sent. */
export interface PlaygroundColumn {
  readonly id: string;
  readonly model: string;
  /** Nobody has chosen or emptied the model yet. */
  readonly fresh: boolean;
  readonly system: string;
  readonly messages: readonly Message[];
  readonly parameters: Parameters;
  /** JSON: a list of tools. */
  readonly tools: string;
  /** A JSON Schema that the answer has to follow. */
  readonly schema: string;
  readonly stream: boolean;
}

export type Role = 'user' | 'assistant' | 'tool';

export interface Message {
  readonly id: string;
  readonly role: Role;
  readonly text: string;
  /** As data: URLs. Of users only. */
  readonly images: readonly string[];
  /** Of a tool: the call that it answers. */
  readonly toolCallId: string;
  /** Of an assistant: JSON of the calls that it made; empty: none. */
  readonly toolCalls: string;
}

export const NUMBERS = [
  'temperature',
  'top_p',
  'max_completion_tokens',
  'max_tokens',
  'seed',
  'n',
] as const;
export const PARAMETERS = [...NUMBERS, 'stop'] as const;
export type ParameterName = (typeof PARAMETERS)[number];
/** As typed; empty: left to the model's host. `stop`: one sequence a line. */
export type Parameters = Readonly<Record<ParameterName, string>>;

export const NO_PARAMETERS: Parameters = {
  temperature: '',
  top_p: '',
  max_completion_tokens: '',
  max_tokens: '',
  seed: '',
  n: '',
  stop: '',
};

export const MOST_COLUMNS = 4;

export const newId = (): string => crypto.randomUUID();

export function newMessage(role: Role, text = ''): Message {
  return { id: newId(), role, text, images: [], toolCallId: '', toolCalls: '' };
}

export function newColumn(model = ''): PlaygroundColumn {
  return {
    id: newId(),
    model,
    fresh: model === '',
    system: '',
    messages: [newMessage('user')],
    parameters: NO_PARAMETERS,
    tools: '',
    schema: '',
    stream: true,
  };
}

/** The same to ask another model. */
export function copyOf(column: PlaygroundColumn): PlaygroundColumn {
  return {
    ...column,
    id: newId(),
    messages: column.messages.map((message) => ({ ...message, id: newId() })),
  };
}
