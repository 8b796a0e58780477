import { useEffect } from 'react';
import { signIn } from '../account/session.ts';
import { useSession } from '../account/use-session.ts';
import { useStored } from '../data/use-stored.ts';
import { useAllWords } from '../i18n/use-words.tsx';
import { Field } from '../ui/field.tsx';
import { checkout } from './store.ts';
import { useForm } from './use-form.ts';
import { type ContactFields, contactChecks } from './validation.ts';

/** Who orders, and how we reach them. */
export function ContactStep() {
  const { checkout: words } = useAllWords();
  const { contact } = useStored(checkout);
  const session = useSession();
  const change = (fields: Partial<ContactFields>) =>
    checkout.set((state) => ({ ...state, contact: { ...state.contact, ...fields } }));
  const form = useForm({
    values: contact,
    checks: contactChecks,
    onChange: change,
    onValid: () =>
      checkout.set((state) => ({
        ...state,
        step: 'delivery',
        address: { ...state.address, name: state.address.name || state.contact.name },
      })),
  });
  useEffect(() => {
    if (session.state !== 'signed-in') return;
    const { name, email } = session;
    checkout.set((state) => {
      const { contact: typed } = state;
      return { ...state, contact: { ...typed, name: typed.name || name, email: typed.email || email } };
    });
  }, [session]);
  return (
    <form {...form.props}>
      <p className="soft small step-note">
        {session.state === 'signed-in' ? (
          words.signedInAs(session.name)
        ) : (
          <>
            {words.guest}{' '}
            <button type="button" className="link-button" onClick={() => void signIn('/checkout')}>
              {words.signInInstead}
            </button>
          </>
        )}
      </p>
      <div className="fields">
        <Field label={words.name} autoComplete="name" required {...form.field('name')} />
        <Field label={words.email} type="email" autoComplete="email" required {...form.field('email')} />
        <Field label={words.phone} type="tel" autoComplete="tel" hint={words.phoneHint} {...form.field('phone')} />
      </div>
      <button type="submit" className="button primary">
        {words.next}
      </button>
    </form>
  );
}
