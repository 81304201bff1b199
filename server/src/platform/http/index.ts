export { decodeCursor, encodeCursor } from './cursor.ts';
export {
  type Caller,
  type Endpoint,
  endpoint,
  NOWHERE,
  publicEndpoint,
  type RawCall,
  rawEndpoint,
  type SignedIn,
  type SignInCookie,
} from './endpoint.ts';
export {
  createHostCheck,
  isFromThisMachine,
  requireObserver,
} from './hosts.ts';
export { isUnread, lingerAtClose } from './linger.ts';
export { refuseOddText } from './odd-text.ts';
export { ApiError, pageOf } from './page.ts';
export { idAfter, idPage, PageQuery } from './page-query.ts';
export { unknownQueryCheck } from './unknown-query.ts';
