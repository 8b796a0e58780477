import { type InputHTMLAttributes, useId } from 'react';
import { Icon } from './icon.tsx';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string;
  value: string;
  hint?: string | undefined;
  fault?: string | undefined;
  onChange: (value: string) => void;
}

/** A labelled text field; what is wrong with it stands below and is read with it. */
export function Field({ label, hint, fault, onChange, className, ...input }: FieldProps) {
  const id = useId();
  const notes = [hint && !fault && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className={className ? `field ${className}` : 'field'}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        className="input"
        aria-invalid={fault !== undefined}
        {...(notes && { 'aria-describedby': notes })}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && !fault && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          <Icon name="warning" />
          {fault}
        </span>
      )}
    </div>
  );
}
