import { escapeMarkup } from '../http.ts';
import { type DemoPerson, demoPassword, demoPeople } from './people.ts';
import { type Language, words } from './words.ts';

/** Where the pages' files are served from, below the mount path of the provider. */
export const assets = { style: '/sign-in.css', signOutScript: '/sign-out.js' };

/** Submits the sign-out form of a browser that was sent by the shop itself; without script the button does. */
export const signOutScript = `const form = document.getElementById('op.logoutForm');
form.requestSubmit(document.querySelector('button[name=logout]'));
`;

/** No script but our own file, no framing; forms may end at the shop's `origins`, where signing in redirects to. */
export function pageHeaders(origins: ReadonlySet<string>): Record<string, string> {
  const formTargets = ["'self'", ...origins].join(' ');
  return {
    'content-security-policy':
      `default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; ` +
      `frame-ancestors 'none'; form-action ${formTargets}`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

interface PageContext {
  language: Language;
  /** The provider's mount path, such as `/identity`. */
  base: string;
  /** Where the shop is. */
  shop: string;
}

function page({ language, base }: PageContext, title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)} · Halden</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${base}${assets.style}">${head}
</head>
<body>
<main>
<span class="mark">Halden</span>
${body}
</main>
</body>
</html>
`;
}

/** One click per person, and a form with e-mail and password. `failedEmail`: what was tried in vain. */
export function signInPage(context: PageContext & { action: string; failedEmail?: string | undefined }): string {
  const { language, action, failedEmail } = context;
  const say = words[language];
  const button = (person: DemoPerson): string => `
<button class="person" name="person" value="${person.id}">
<span class="initial" aria-hidden="true">${escapeMarkup(person.name.charAt(0))}</span>
<span class="name">${escapeMarkup(person.name)}</span>
<span class="about">${escapeMarkup(person.about[language])}</span>
</button>`;
  const group = (heading: string, people: DemoPerson[]): string =>
    `<h2>${heading}</h2>\n<div class="people">${people.map(button).join('')}</div>`;
  const error =
    failedEmail === undefined
      ? ''
      : `<p class="error" role="alert" id="error"><strong>${say.wrongTitle}</strong> ${say.wrongPassword} <code>${demoPassword}</code>.</p>`;
  const described = error ? ' aria-describedby="error" aria-invalid="true"' : '';
  return page(
    context,
    say.signIn,
    `<h1>${say.signIn}</h1>
<p class="lead">${say.signInLead}</p>
<form method="post" action="${action}">
${group(
  say.customers,
  demoPeople.filter(({ roles }) => roles.length === 0),
)}
${group(
  say.staff,
  demoPeople.filter(({ roles }) => roles.length > 0),
)}
</form>
<h2>${say.withPassword}</h2>
<p class="about">${say.note} <code>${demoPassword}</code>.</p>
${error}
<form class="password" method="post" action="${action}">
<label>${say.email}
<input type="email" name="email" required autocomplete="username" value="${escapeMarkup(failedEmail ?? '')}"${described}></label>
<label>${say.password}
<input type="password" name="password" required autocomplete="current-password"></label>
<div class="actions">
<button class="primary">${say.signIn}</button>
<button class="quiet" name="cancel" value="yes" formnovalidate>${say.cancel}</button>
</div>
</form>`,
  );
}

/**
 * Asks before signing out. `form` is the provider's own, with the secret that it checks. With `atOnce` the page answers
 * for a browser that the shop sent with the person's ID token: they asked already.
 */
export function signOutPage(context: PageContext & { form: string; atOnce: boolean }): string {
  const say = words[context.language];
  const script = `\n<script src="${context.base}${assets.signOutScript}" type="module"></script>`;
  return page(
    context,
    say.signOut,
    `<h1>${say.signOut}</h1>
<p class="lead">${say.signOutLead}</p>
${context.form}
<div class="actions">
<button class="primary" form="op.logoutForm" name="logout" value="yes">${say.signOutYes}</button>
${link(context, say.signOutNo)}
</div>`,
    context.atOnce ? script : '',
  );
}

export function signedOutPage(context: PageContext): string {
  const say = words[context.language];
  return page(
    context,
    say.signedOut,
    `<h1>${say.signedOut}</h1>
<p class="lead">${say.signedOutLead}</p>
<div class="actions">${link(context, say.toShop)}</div>`,
  );
}

const link = ({ shop }: PageContext, text: string): string =>
  `<a class="button" href="${escapeMarkup(shop)}">${text}</a>`;

/** What went wrong in words, and the protocol's own words below, for whoever is putting this together. */
export function errorPage(context: PageContext & { expired: boolean; error: string; detail: string }): string {
  const say = words[context.language];
  const [title, lead] = context.expired ? [say.expired, say.expiredLead] : [say.failed, say.failedLead];
  return page(
    context,
    title,
    `<h1>${title}</h1>
<p class="lead">${lead}</p>
<div class="actions">${link(context, say.toShop)}</div>
<p class="note"><code>${escapeMarkup(context.error)}</code> ${escapeMarkup(context.detail)}</p>`,
  );
}
