/** What may be known of the embedded Azure without starting, or even loading, any of it. */
export type { Message } from './communication/mailbox.ts';
export { lockDataDirectory } from './data-lock.ts';
export { apiAudience, cliClient, shopClient } from './identity/clients.ts';
export { demoPassword, demoPeople, type DemoPerson } from './identity/people.ts';
export { findPortOwner, type PortOwner } from './port-owner.ts';
export { defaultPorts, type ServiceName } from './ports.ts';
