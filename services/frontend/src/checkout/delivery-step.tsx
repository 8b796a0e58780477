import { type DeliveryMethod, type Quote } from '@halden/contracts';
import { useStored } from '../data/use-stored.ts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { countries } from './countries.ts';
import { checkout } from './store.ts';
import { useForm } from './use-form.ts';
import { type AddressFields, addressChecks } from './validation.ts';

/** Where it goes, and how fast. */
export function DeliveryStep({ options }: { options: Quote['deliveryOptions'] }) {
  const { checkout: messages, cart: cartMessages } = useAllMessages();
  const locale = useLocale();
  const format = useMoney();
  const { address, delivery } = useStored(checkout);
  const change = (fields: Partial<AddressFields>) =>
    checkout.set((state) => ({ ...state, address: { ...state.address, ...fields } }));
  const chooseMethod = (method: DeliveryMethod) => checkout.set((state) => ({ ...state, delivery: method }));
  const form = useForm({
    values: address,
    checks: addressChecks,
    onChange: change,
    onValid: () => checkout.set((state) => ({ ...state, step: 'payment' })),
  });
  const names = countries
    .map((value) => ({ value, label: countryName(value, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <form {...form.props}>
      <div className="fields">
        <Field label={messages.recipient} autoComplete="shipping name" required {...form.field('name')} />
        <Field label={messages.line1} autoComplete="shipping address-line1" required {...form.field('line1')} />
        <Field label={messages.line2} autoComplete="shipping address-line2" {...form.field('line2')} />
        <div className="fields-row">
          <Field
            label={messages.postalCode}
            autoComplete="shipping postal-code"
            required
            {...form.field('postalCode')}
          />
          <Field label={messages.city} autoComplete="shipping address-level2" required {...form.field('city')} />
        </div>
        <Choice
          label={messages.country}
          autoComplete="shipping country"
          value={address.country}
          options={names}
          onChange={(country) => change({ country })}
        />
      </div>
      <fieldset className="methods">
        <legend className="field-label">{messages.method}</legend>
        {(['standard', 'express'] as const).map((method) => {
          const option = options.find((each) => each.method === method);
          return (
            <label key={method} className="method">
              <input type="radio" name="method" checked={delivery === method} onChange={() => chooseMethod(method)} />
              <span>
                {messages.methods[method]}
                <span className="soft small">{option && messages.days(option.days)}</span>
              </span>
              <span className="money">
                {option && (option.price.amount === 0 ? cartMessages.free : format(option.price))}
              </span>
            </label>
          );
        })}
      </fieldset>
      <button type="submit" className="button primary">
        {messages.next}
      </button>
    </form>
  );
}
