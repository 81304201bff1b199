export { Attempt, Capture, RequestBegin, RequestEnd } from './record.ts';
