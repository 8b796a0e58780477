import { Refusal } from '@halden/cli/refusal';

/** How a new service is called, in every spelling that its files need. */
export interface ServiceNames {
  /** `gift-card-service` */
  readonly service: string;
  /** What it is about: `gift-card`. */
  readonly subject: string;
  /** The first resource of its API: `gift-cards`. */
  readonly resource: string;
  /** In code: `giftCard`. */
  readonly camel: string;
  /** In types: `GiftCard` */
  readonly pascal: string;
  /** For people: `Gift cards`. */
  readonly title: string;
}

/** @throws {Refusal} for a name that Kubernetes, npm or Azure would not take */
export function namesOf(service: string, taken: readonly string[]): ServiceNames {
  const refuse = (why: string, fix: string): never => {
    throw new Refusal({ what: `'${service}' cannot be the name of a service`, where: 'new-service <name>', why, fix });
  };
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(service) || service.length > 40)
    refuse(
      'it names a folder, a package, Kubernetes objects and an image: words of small letters and digits, joined by single hyphens, at most 40 characters',
      'choose a name such as review-service',
    );
  if (['clusters', 'node-modules', 'service'].includes(service) || /-(primary|canary|internal)$/.test(service))
    refuse('such a name has a meaning of its own here', 'choose a name such as review-service');
  if (taken.includes(service)) refuse('there is such a service already', `see services/${service}`);
  const subject = service.replace(/-service$/, '');
  const parts = subject.split('-');
  const capital = (word: string) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
  const camel = parts.map((word, index) => (index === 0 ? word : capital(word))).join('');
  const plural = (text: string) => (text.endsWith('s') ? text : `${text}s`);
  return {
    service,
    subject,
    resource: plural(subject),
    camel,
    pascal: capital(camel),
    title: plural(capital(parts.join(' '))),
  };
}
