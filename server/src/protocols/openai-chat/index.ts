export { beginsEvents } from '../sse/stream-type.ts';
export { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';
export { readAnswer } from './codec/read-body.ts';
export { readMessage } from './codec/read-message.ts';
