import { DependencyUnavailable, type Guard } from '@halden/service-kit';

/** Runs a call behind the guard. Rejects with `DependencyUnavailable` when Cosmos DB does not answer, or not with what was asked. */
export async function callCosmos<T>(guard: Guard, call: () => Promise<T>): Promise<T> {
  try {
    return await guard.run(call);
  } catch (cause) {
    if (cause instanceof DependencyUnavailable) throw cause;
    throw new DependencyUnavailable(guard.dependency, 'does not answer', { cause });
  }
}
