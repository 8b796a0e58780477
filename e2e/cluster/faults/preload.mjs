// Makes a good program bad, in images of the end-to-end tests only: NODE_OPTIONS=--import loads it before the program.
// FAULT names what is wrong: errors (30 % of the answers are 500), slow (answers come 2 s later), crash (at start), unready, mute (no
// e-mail can be sent). Probes and metrics stay as they are, except for `unready`.
import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';

const fault = process.env.FAULT;
const isProbe = (url = '') => /^\/(health|ready|metrics)\b/.test(url);
const { writeHead, end } = ServerResponse.prototype;

if (fault === 'crash') {
  console.error('FAULT=crash');
  process.exit(1);
}
if (fault === 'errors' || fault === 'unready')
  ServerResponse.prototype.writeHead = function (status, ...rest) {
    const isHit =
      fault === 'unready' ? this.req.url?.startsWith('/ready') : !isProbe(this.req.url) && Math.random() < 0.3;
    return writeHead.call(this, isHit ? (fault === 'unready' ? 503 : 500) : status, ...rest);
  };
if (fault === 'slow')
  ServerResponse.prototype.end = function (...rest) {
    if (isProbe(this.req.url)) return end.apply(this, rest);
    setTimeout(() => end.apply(this, rest), 2_000);
    return this;
  };
if (fault === 'mute') {
  const { connect } = Socket.prototype;
  const mailPort = 8025;
  Socket.prototype.connect = function (...rest) {
    const options = Array.isArray(rest[0]) ? rest[0][0] : rest[0];
    if (Number(options?.port) !== mailPort) return connect.apply(this, rest);
    process.nextTick(() => this.destroy(new Error('FAULT=mute')));
    return this;
  };
}
