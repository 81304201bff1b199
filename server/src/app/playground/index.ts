export { gatewayAddress } from './gateway-address.ts';
export { playgroundEndpoints } from './playground-endpoints.ts';
