import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useAllMessages } from '../i18n/use-messages.tsx';
import type { BuyingMessages } from '../i18n/en-buying.ts';
import { faultsOf } from './validation.ts';

type Checks<T> = Record<keyof T, (value: string, messages: BuyingMessages['validation']) => string | undefined>;

interface FormOptions<T> {
  values: T;
  checks: Checks<T>;
  onChange: (change: Partial<T>) => void;
  onValid: () => void;
}

/** A form that says what is wrong with a field when it is left, never before; sending says everything and leads to the first fault. */
export function useForm<T extends { [K in keyof T]: string }>({ values, checks, onChange, onValid }: FormOptions<T>) {
  const { validation } = useAllMessages();
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<keyof T>>(new Set());
  const faults = faultsOf<T>(values, checks, validation);

  return {
    field: <K extends keyof T & string>(name: K) => ({
      name,
      value: values[name],
      fault: left.has(name) ? faults[name] : undefined,
      onChange: (value: string) => onChange({ [name]: value } as Partial<T>),
      // A field that was only passed through, empty, is not complained about.
      onBlur: () => values[name] !== '' && setLeft((before) => new Set(before).add(name)),
    }),
    props: {
      ref: form,
      noValidate: true,
      onSubmit(event: FormEvent) {
        event.preventDefault();
        if (Object.keys(faults).length === 0) return onValid();
        flushSync(() => setLeft(new Set(Object.keys(checks) as (keyof T)[])));
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      },
    },
  };
}
