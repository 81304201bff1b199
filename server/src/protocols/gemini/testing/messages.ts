import type { Message, Part } from '../../conversation/conversation.ts';

export function said(role: string, ...parts: Part[]): Message {
  return { role, name: null, parts };
}

export function text(content: string): Extract<Part, { type: 'text' }> {
  return { type: 'text', content };
}
