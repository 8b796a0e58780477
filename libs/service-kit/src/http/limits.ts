/** What a server of ours takes at the most; docs/limits.md says the same for people, and a test holds the two equal. */
export const limits = {
  /** Of one request's body. */
  bodyBytes: 256 * 1024,
  /** Of a refused body that is read and dropped, so that the refusal arrives before the connection closes. */
  discardedBytes: 1024 * 1024,
  /** Of a request's line and headers together. */
  headerBytes: 16 * 1024,
  /** Of one parameter in a path. */
  pathParameterLength: 200,
  /** Of one access token. */
  tokenLength: 8 * 1024,
  /** How long the headers of a request may take to arrive. */
  headersMs: 10_000,
  /** How long a whole request may take to arrive. */
  requestMs: 15_000,
  /** How long a handler may take to begin its answer. */
  answerMs: 30_000,
  /** A client that gives up after so long without an answer met a hang of ours, and is counted so. */
  hangMs: 5_000,
  /** How long a client may leave an answer unread. */
  unreadMs: 10_000,
  /** Of all answers that wait for their clients to read. */
  unreadBytes: 32 * 1024 * 1024,
  /** How long a connection without a request stays open: longer than any gateway of ours keeps it. */
  keepAliveMs: 310_000,
  /** Of one server. */
  connections: 1_000,
  /** Of the management server. */
  managementConnections: 50,
  /** Of one server, of one caller, and of one thing that is watched. */
  streams: { total: 500, perCaller: 20, perSubject: 10 },
  /** Callers whose requests are counted; beyond it those not seen for longest are forgotten. */
  countedCallers: 20_000,
  /** Verified access tokens that are remembered. */
  rememberedTokens: 10_000,
  /** Named in a problem document; of a body with more values than `examinedValues`, only the first is. */
  faults: 20,
  examinedValues: 2_000,
  /** Of one fault's pointer or explanation. */
  faultLength: 300,
  /** The mean delay of the event loop, and the share of the heap, from which on requests are turned away. */
  shedding: { eventLoopDelayMs: 1_000, heapShare: 0.9 },
} as const;

/** Those that a server may be given smaller, for a test. */
export type ServerLimits = Record<
  'headersMs' | 'requestMs' | 'answerMs' | 'hangMs' | 'unreadMs' | 'unreadBytes' | 'connections' | 'countedCallers',
  number
>;
