// The health check of an image without a shell: does the program inside answer?
//   node health.mjs [port] [path]     default: MANAGEMENT_PORT or 9090, /health
const [port = process.env.MANAGEMENT_PORT || '9090', path = '/health'] = process.argv.slice(2);
const { status } = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_500) });
if (status !== 200) throw new Error(`${path} on port ${port} answered ${status}, expected 200`);
