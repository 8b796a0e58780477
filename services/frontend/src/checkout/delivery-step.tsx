import { type DeliveryMethod, type Quote } from '@halden/contracts';
import { useStored } from '../data/use-stored.ts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useMoney, useAllWords } from '../i18n/use-words.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { countries } from './countries.ts';
import { checkout } from './store.ts';
import { useForm } from './use-form.ts';
import { type AddressFields, addressChecks } from './validation.ts';

/** Where it goes, and how fast. */
export function DeliveryStep({ options }: { options: Quote['deliveryOptions'] }) {
  const { checkout: words, cart: cartWords } = useAllWords();
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
        <Field label={words.recipient} autoComplete="shipping name" required {...form.field('name')} />
        <Field label={words.line1} autoComplete="shipping address-line1" required {...form.field('line1')} />
        <Field label={words.line2} autoComplete="shipping address-line2" {...form.field('line2')} />
        <div className="fields-row">
          <Field label={words.postalCode} autoComplete="shipping postal-code" required {...form.field('postalCode')} />
          <Field label={words.city} autoComplete="shipping address-level2" required {...form.field('city')} />
        </div>
        <Choice
          label={words.country}
          autoComplete="shipping country"
          value={address.country}
          options={names}
          onChange={(country) => change({ country })}
        />
      </div>
      <fieldset className="methods">
        <legend className="field-label">{words.method}</legend>
        {(['standard', 'express'] as const).map((method) => {
          const option = options.find((each) => each.method === method);
          return (
            <label key={method} className="method">
              <input type="radio" name="method" checked={delivery === method} onChange={() => chooseMethod(method)} />
              <span>
                {words.methods[method]}
                <span className="soft small">{option && words.days(option.days)}</span>
              </span>
              <span className="money">
                {option && (option.price.amount === 0 ? cartWords.free : format(option.price))}
              </span>
            </label>
          );
        })}
      </fieldset>
      <button type="submit" className="button primary">
        {words.next}
      </button>
    </form>
  );
}
