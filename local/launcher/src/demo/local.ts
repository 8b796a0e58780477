import { cliClient, demoPassword, type Message } from '@halden/local-azure/about';

// What only the shop on the embedded Azure has: people whose password is known, and a mailbox that everybody may read.

/** An access token by the password grant, which only the local provider has. */
export async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: cliClient,
      username: email,
      password: demoPassword,
      scope: 'openid profile email',
      resource: 'api://halden',
    }),
  });
  const body = (await response.json()) as { access_token?: string; error_description?: string };
  if (!body.access_token) throw new Error(`sign-in as ${email} failed: ${body.error_description ?? response.status}`);
  return body.access_token;
}

/** Waits for a message in the mailbox that is as wanted. */
export async function waitForMail(
  url: string,
  query: { to: string; contains: string },
  wanted: (message: Message) => boolean,
): Promise<Message> {
  const search = new URLSearchParams({ ...query, limit: '20' });
  for (const began = Date.now(); Date.now() - began < 30_000;) {
    const response = await fetch(`${url}/mailbox/api/messages?${search.toString()}`);
    const { messages } = (await response.json()) as { messages: Message[] };
    const found = messages.find(wanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no message to ${query.to} about ${query.contains} within 30 s`);
}
