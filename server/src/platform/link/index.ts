export { LINK_VERSION, linkToken, loadLinkKey, verifyLinkToken } from './auth.ts';
export { LinkClient } from './client.ts';
export { RoleMessage, SupervisorMessage } from './ipc.ts';
export { prepareSocketDirectory, roleSocket, socketDirectory } from './paths.ts';
export {
  type LinkCall,
  type LinkHandler,
  type LinkRoutes,
  type LinkServer,
  readLinkBody,
  startLinkServer,
} from './server.ts';
