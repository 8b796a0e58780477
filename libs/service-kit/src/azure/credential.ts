import type { TokenCredential } from '@azure/identity';

/** The workload identity of this pod, or whatever else `DefaultAzureCredential` finds. Loaded only where it is used. */
export async function azureCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
