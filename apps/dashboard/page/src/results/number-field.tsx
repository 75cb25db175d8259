import { useId, useState } from "react";

export interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be left out. What is no number is marked, and counts as left out. */
export function NumberField({ label, hint, onChange }: NumberFieldProps): React.ReactElement {
  const id = useId();
  const [text, setText] = useState("");
  const isOdd = text !== "" && readNumber(text) === undefined;
  return (
    <label className="number-field" title={hint}>
      <span>{label}</span>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        size={6}
        value={text}
        aria-invalid={isOdd}
        aria-description={hint}
        onChange={({ target }) => {
          setText(target.value);
          onChange(readNumber(target.value));
        }}
      />
    </label>
  );
}

/** `1,500` and `1，500` and full-width digits are what people type, too. */
function readNumber(text: string): number | undefined {
  const plain = text.normalize("NFKC").replaceAll(/[,\s]/g, "");
  const value = Number(plain);
  return plain !== "" && Number.isFinite(value) && value > 0 ? value : undefined;
}
