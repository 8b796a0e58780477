/** One server-sent event (HTML standard, "Server-sent events"). */
export interface ServerEvent {
  event: string;
  data: string;
}

/** Takes the text of a stream piece by piece and gives the events that are complete. Comments and fields we do not use are left out. */
export function createEventParser(): (text: string) => ServerEvent[] {
  let buffer = '';
  return (text) => {
    buffer += text.replace(/\r\n?/g, '\n');
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const fields = block.split('\n').map((line) => {
        const colon = line.indexOf(':');
        return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
      });
      const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
      const event = fields.findLast(([name]) => name === 'event')?.[1] ?? 'message';
      return data.length > 0 ? [{ event, data: data.join('\n') }] : [];
    });
  };
}
