import type { OperationParameter } from "../../../src/shared/operations.ts";
import { WithCode } from "./with-code.tsx";

export interface ParameterFieldProps {
  readonly parameter: OperationParameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One parameter: a list where the document lists its values, else a field; what is said of it stands below. */
export function ParameterField({ parameter, value, onChange }: ParameterFieldProps): React.ReactElement {
  const { name, required, types, enum: values, description } = parameter;
  const id = `parameter-${name}`;
  const options = values ?? (types.length === 1 && types[0] === "boolean" ? [true, false] : undefined);
  const described = description === undefined ? undefined : `${id}-about`;
  return (
    <div className="parameter">
      <label htmlFor={id}>
        <code>{name}</code>
        {required && " *"} <span className="hint">{types.join(" | ")}</span>
      </label>
      {options === undefined ? (
        <input
          id={id}
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-required={required}
          aria-describedby={described}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <select id={id} aria-describedby={described} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">–</option>
          {options.map(String).map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      )}
      {described !== undefined && (
        <p className="hint" id={described}>
          <WithCode text={description ?? ""} />
        </p>
      )}
    </div>
  );
}
