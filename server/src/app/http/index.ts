export { type Authenticate, type FindProject, PROJECT_HEADER } from './authorise.ts';
export { closeHttp, type HttpServer, listenHttp } from './listen.ts';
export { openApiDocument } from './openapi.ts';
export { createHttpServer, type HttpServerOptions } from './server.ts';
export type { Readiness, SystemSources } from './system.ts';
