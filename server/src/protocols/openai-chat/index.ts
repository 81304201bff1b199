export { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
export { readAnswer } from './codec/read-body.ts';
export { readMessage } from './codec/read-parts.ts';
export { beginsEvents } from './stream-type.ts';
