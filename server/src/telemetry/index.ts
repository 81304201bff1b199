export { Attempt, Capture, Cost, RequestBegin, RequestEnd } from './record.ts';
