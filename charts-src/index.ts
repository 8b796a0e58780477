export { clusters } from './clusters.ts';
export { type Controller, flagger, prometheusStack } from './controllers.ts';
export { readDesired } from './desired.ts';
export { DesiredStateError, type DesiredStateFault, type Finding, sayFinding, SynthError } from './errors.ts';
export {
  type CanaryPolicy,
  type Cluster,
  type ClusterFacts,
  type Desired,
  type Environment,
  environments,
  type Release,
  type RenderedFile,
  type ServiceDescription,
  type ServiceName,
} from './model.ts';
export { type Catalogue, render } from './render.ts';
export { services, servicesIn } from './services.ts';
export { validate } from './validation/index.ts';
