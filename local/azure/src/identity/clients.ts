/** The audience of access tokens: the platform's services. */
export const apiAudience = 'api://halden';

/** The shop in the browser: authorization code with PKCE, no secret. */
export const shopClient = 'halden-shop';

/** Scripts and tests: a token for e-mail and password. */
export const cliClient = 'halden-cli';
