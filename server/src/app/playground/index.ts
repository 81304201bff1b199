export { gatewayAddress } from './gateway-address.ts';
export { gatewayEndpoint, playgroundEndpoints } from './playground-endpoints.ts';
export { testProviderEndpoint } from './test-provider.ts';
