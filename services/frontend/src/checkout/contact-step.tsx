import { useEffect } from 'react';
import { signIn } from '../account/sign-in.ts';
import { useSession } from '../account/use-session.ts';
import { useStored } from '../data/use-stored.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { Field } from '../ui/field.tsx';
import { checkout } from './store.ts';
import { useForm } from './use-form.ts';
import { type ContactFields, contactChecks } from './validation.ts';

/** Who orders, and how we reach them. */
export function ContactStep() {
  const { checkout: messages } = useAllMessages();
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
          messages.signedInAs(session.name)
        ) : (
          <>
            {messages.guest}{' '}
            <button type="button" className="link-button" onClick={() => void signIn('/checkout')}>
              {messages.signInInstead}
            </button>
          </>
        )}
      </p>
      <div className="fields">
        <Field label={messages.name} autoComplete="name" required {...form.field('name')} />
        <Field label={messages.email} type="email" autoComplete="email" required {...form.field('email')} />
        <Field
          label={messages.phone}
          type="tel"
          autoComplete="tel"
          hint={messages.phoneHint}
          {...form.field('phone')}
        />
      </div>
      <button type="submit" className="button primary">
        {messages.next}
      </button>
    </form>
  );
}
