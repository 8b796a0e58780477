interface StepperProps {
  value: number;
  most: number;
  label: string;
  fewerLabel: string;
  moreLabel: string;
  small?: boolean;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A small number that goes up and down by one, from 1. */
export function Stepper({ value, most, label, fewerLabel, moreLabel, small, disabled, onChange }: StepperProps) {
  return (
    <div className={small ? 'stepper small' : 'stepper'} role="group" aria-label={label}>
      <button
        type="button"
        aria-label={fewerLabel}
        disabled={disabled || value <= 1}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <output>{value}</output>
      <button
        type="button"
        aria-label={moreLabel}
        disabled={disabled || value >= most}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </div>
  );
}
