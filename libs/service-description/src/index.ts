export { defineService } from './define.ts';
export type {
  AzureUse,
  BusinessMetric,
  Call,
  Consumption,
  ImageContents,
  KeptFiles,
  LocalProcess,
  Ports,
  Runtime,
  ServiceAlert,
  ServiceDescription,
  Variables,
} from './description.ts';
export { messagesDone } from './business.ts';
export { leadsTo, type Route, routeFor, routesOf } from './routes.ts';
export {
  callSettings,
  type EmbeddedAzure,
  embeddedSettings,
  nodeSettings,
  ownSettings,
  senderSettings,
} from './settings.ts';
