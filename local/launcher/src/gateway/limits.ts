/** What the gateway takes, of everybody and of each: nobody's greed or slowness takes the shop from the others. */
export interface GatewayLimits {
  /** A request's body, in bytes. The services take less. */
  readonly bodyBytes: number;
  /** All bodies that are being received, in bytes. */
  readonly bodyBytesTogether: number;
  /** Open connections. */
  readonly connections: number;
  /** Open connections of one address. */
  readonly connectionsPerAddress: number;
  /** Requests of one connection that are not answered yet. */
  readonly requestsPerConnection: number;
  /** Requests that one upstream is answering. Streams of events do not count. */
  readonly requestsPerUpstream: number;
  /** Requests that wait for one of those to end. */
  readonly waitingPerUpstream: number;
  /** Streams of events from one upstream. */
  readonly streamsPerUpstream: number;
  /** Streams of events of one caller: one token, or one guest's order. */
  readonly streamsPerCaller: number;
  /** Until a request's headers are there, in milliseconds. */
  readonly headersMs: number;
  /** Until all of a request is there. */
  readonly requestMs: number;
  /** In which an upstream, or who reads its answer, must do something. Streams of events may be silent. */
  readonly silenceMs: number;
  /** How long a refused caller may go on sending before the connection is cut. */
  readonly lingerMs: number;
}

export const defaultLimits: GatewayLimits = {
  bodyBytes: 1024 * 1024,
  bodyBytesTogether: 64 * 1024 * 1024,
  connections: 4_096,
  connectionsPerAddress: 2_048,
  requestsPerConnection: 16,
  requestsPerUpstream: 256,
  waitingPerUpstream: 1_024,
  streamsPerUpstream: 1_024,
  streamsPerCaller: 32,
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 30_000,
  lingerMs: 2_000,
};
