export { clusters } from './clusters.ts';
export { type Controller, flagger, prometheusStack } from './controllers.ts';
export { readDesired } from './desired.ts';
export { DesiredStateError, SynthError } from './errors.ts';
export {
  type CanaryPolicy,
  type Cluster,
  type ClusterFacts,
  type Desired,
  type Environment,
  type Release,
  type RenderedFile,
  type Service,
} from './model.ts';
export { render, type Rows } from './render.ts';
export { environments, servicesIn } from './environments.ts';
export { embeddedAzure, type ServiceName, services } from '@halden/service-registry';
export { validate } from './validation/index.ts';
