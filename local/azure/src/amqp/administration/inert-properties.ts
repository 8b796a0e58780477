/** What is kept and returned, and changes nothing here. */
export const inertProperties = [
  'UserMetadata',
  'MaxSizeInMegabytes',
  'EnableBatchedOperations',
  'SupportOrdering',
  'MaxMessageSizeInKilobytes',
  'DeadLetteringOnFilterEvaluationExceptions',
] as const;
