export type { Authenticate } from './authorise.ts';
export { closeHttp, type HttpServer, listenHttp } from './listen.ts';
export { openApiDocument } from './openapi.ts';
export { checkCsrfToken, checkSameOrigin } from './same-origin.ts';
export { createHttpServer } from './server.ts';
export type { Readiness } from './system.ts';
export { type UnseenProxy, watchProxies } from './unseen-proxy.ts';
