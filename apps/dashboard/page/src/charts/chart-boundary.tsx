import { Component } from "react";

export interface ChartBoundaryProps {
  /** What stands there when the charts cannot be fetched or drawn. */
  readonly fallback: React.ReactNode;
  readonly children: React.ReactNode;
}

/** Keeps the table, whose figures were paid for, when a chart fails. React knows no other way than a class. */
export class ChartBoundary extends Component<ChartBoundaryProps, { readonly hasFailed: boolean }> {
  override state: { readonly hasFailed: boolean } = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): React.ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
