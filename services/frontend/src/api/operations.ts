/**
 * The operations that the shop calls. The build puts their plain rows here in place of the contracts' definitions (see
 * `tools/vite-contracts.ts`), so that no schema travels to the browser.
 */
export { notificationApi, orderApi, paymentApi, productApi } from '@halden/contracts';
