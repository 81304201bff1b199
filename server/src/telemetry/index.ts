export { Attempt, Capture, Cost, RequestBegin, RequestEnd, Usage } from './record.ts';
