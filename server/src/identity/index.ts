export {
  BootstrapEntity,
  EnvironmentEntity,
  IDENTITY_KINDS,
  KeyEntity,
  ProjectEntity,
  Scope,
} from './entities.ts';
export type { Principal } from './principal.ts';
