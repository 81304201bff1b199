export { LINK_VERSION, linkToken, loadLinkKey } from './auth.ts';
export { LinkClient } from './client.ts';
export { prepareSocketDirectory, roleSocket, socketDirectory } from './paths.ts';
export {
  type LinkCall,
  type LinkHandler,
  type LinkRoutes,
  type LinkServer,
  readLinkBody,
  startLinkServer,
} from './server.ts';
