/** The two languages of the pages. */
export type Language = 'en' | 'de';

/** The first language of an `Accept-Language` header that the pages have; `ui_locales` of a request goes before it. */
export function pickLanguage(acceptLanguage: string | undefined, uiLocales?: unknown): Language {
  const asked = typeof uiLocales === 'string' ? uiLocales.split(' ') : [];
  const accepted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  for (const tag of [...asked, ...accepted]) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'en' || language === 'de') return language;
  }
  return 'en';
}

/** Everything that the pages say. */
export const words = {
  en: {
    signIn: 'Sign in',
    signInLead: 'This shop runs on your machine. Be one of these people.',
    customers: 'Customers',
    staff: 'Staff',
    withPassword: 'With e-mail and password',
    email: 'E-mail',
    password: 'Password',
    toShop: 'Go to the shop',
    cancel: 'Go back to the shop',
    note: 'Only on this machine: the password of everybody is',
    wrongTitle: 'That did not fit.',
    wrongPassword: 'No demo person has this e-mail address and password. Choose one above, or use the password',
    signOut: 'Sign out?',
    signOutLead: 'You leave the shop on this browser.',
    signOutYes: 'Sign out',
    signOutNo: 'Stay signed in',
    signedOut: 'You are signed out.',
    signedOutLead: 'You can close this page.',
    failed: 'Signing in did not work.',
    failedLead: 'Go back to the shop and try again.',
    expired: 'This sign-in has run out.',
    expiredLead: 'It was open for too long, or was finished in another tab. Go back to the shop and begin again.',
  },
  de: {
    signIn: 'Anmelden',
    signInLead: 'Dieser Laden läuft auf Ihrem Rechner. Seien Sie eine dieser Personen.',
    customers: 'Kundschaft',
    staff: 'Team',
    withPassword: 'Mit E-Mail und Passwort',
    email: 'E-Mail',
    password: 'Passwort',
    toShop: 'Zum Laden',
    cancel: 'Zurück zum Laden',
    note: 'Nur auf diesem Rechner: Alle haben das Passwort',
    wrongTitle: 'Das passt nicht.',
    wrongPassword:
      'Niemand hier hat diese E-Mail-Adresse mit diesem Passwort. Wählen Sie oben jemanden aus, oder nehmen Sie das Passwort',
    signOut: 'Abmelden?',
    signOutLead: 'Sie verlassen den Laden in diesem Browser.',
    signOutYes: 'Abmelden',
    signOutNo: 'Angemeldet bleiben',
    signedOut: 'Sie sind abgemeldet.',
    signedOutLead: 'Sie können diese Seite schließen.',
    failed: 'Die Anmeldung hat nicht geklappt.',
    failedLead: 'Gehen Sie zum Laden zurück und versuchen Sie es noch einmal.',
    expired: 'Diese Anmeldung ist abgelaufen.',
    expiredLead: 'Sie war zu lange offen oder wurde in einem anderen Tab beendet. Beginnen Sie im Laden noch einmal.',
  },
} satisfies Record<Language, Record<string, string>>;
