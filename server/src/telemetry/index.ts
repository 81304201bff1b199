export { type Attempt, type Capture, RequestBegin, RequestEnd } from './record.ts';
export {
  headerRecord,
  REQUEST_KIND,
  readRequestRecord,
  requestRecord,
} from './request-record.ts';
