export { type GatewayAddress, gatewayAddress, gatewayUrl } from './gateway-address.ts';
export { gatewayEndpoint, playgroundEndpoints } from './playground-endpoints.ts';
export { testProviderEndpoint } from './test-provider.ts';
export { holderOf } from './token-holder.ts';
