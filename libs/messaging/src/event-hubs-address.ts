/** A hub by connection string (the embedded Azure), or by namespace with the workload identity. */
export interface EventHubAddress {
  connectionString: string | undefined;
  namespace: string | undefined;
  hub: string;
}

export const namespaceOf = ({ namespace }: EventHubAddress): string => {
  if (!namespace) throw new TypeError('an Event Hub needs a connection string or the name of its namespace');
  return namespace;
};
