export { type Caller, type Endpoint, type EndpointCall, endpoint } from './endpoint.ts';
export { ApiError, pageOf } from './page.ts';
