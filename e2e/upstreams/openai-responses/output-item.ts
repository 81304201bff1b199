/** The items of which a response's `output` is made. */
export type OutputItem = ReasoningItem | MessageItem | CallItem;

export interface ReasoningItem {
  readonly id: string;
  readonly type: 'reasoning';
  readonly summary: readonly { readonly type: 'summary_text'; readonly text: string }[];
  readonly encrypted_content?: string;
}

export interface MessageItem {
  readonly id: string;
  readonly type: 'message';
  readonly status: string;
  readonly role: 'assistant';
  readonly content: readonly (TextContent | RefusalContent)[];
}

export interface TextContent {
  readonly type: 'output_text';
  readonly annotations: readonly [];
  readonly logprobs: readonly object[];
  readonly text: string;
}

export interface RefusalContent {
  readonly type: 'refusal';
  readonly refusal: string;
}

export type CallItem = FunctionCallItem | CustomCallItem;

export interface FunctionCallItem {
  readonly id: string;
  readonly type: 'function_call';
  readonly status: string;
  readonly arguments: string;
  readonly call_id: string;
  readonly name: string;
}

export interface CustomCallItem {
  readonly id: string;
  readonly type: 'custom_tool_call';
  readonly status: string;
  readonly input: string;
  readonly call_id: string;
  readonly name: string;
}
