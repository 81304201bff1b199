export { gatewayAddress } from './gateway-address.ts';
export { playgroundEndpoints } from './playground-endpoints.ts';
export { testProviderEndpoint } from './test-provider.ts';
